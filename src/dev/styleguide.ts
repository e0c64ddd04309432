import { type Request, Router } from 'express';
import { AppError } from '../errors.ts';
import type { Render } from '../web/page.ts';
import { LOOKS, lookOf, NO_SETTINGS, type Settings, settingsForm } from '../web/settings.ts';
import type { PageFrame } from '../web/views.ts';
import { ADMIN_SAMPLES } from './admin-samples.ts';
import { CAMPAIGN_SAMPLES } from './campaign-samples.ts';
import { COLLECTION_SAMPLES } from './collection-samples.ts';
import { COLLECTIVE_SAMPLES } from './collective-samples.ts';
import { COMPOSE_SAMPLES } from './compose-samples.ts';
import { GRADES_SAMPLES } from './grades-samples.ts';
import { HOW_SAMPLES } from './how-samples.ts';
import { LIST_SAMPLES } from './list-samples.ts';
import { LSU_SAMPLES } from './lsu-samples.ts';
import { LTI_SAMPLES } from './lti-samples.ts';
import { ME_SAMPLES } from './me-samples.ts';
import { PAGE_SAMPLES } from './page-samples.ts';
import { PLACEMENT_SAMPLES } from './placement-samples.ts';
import { PRACTICAL_SAMPLES } from './practical-samples.ts';
import { PUPIL_SAMPLES } from './pupil-samples.ts';
import { REPORT_SAMPLES } from './report-samples.ts';
import { RUN_SAMPLES } from './run-samples.ts';
import { placeOf, type Sample } from './sample.ts';
import { STUDENT_SAMPLES } from './student-samples.ts';
import { TUTORIAL_SAMPLES } from './tutorial-samples.ts';

export const SAMPLES: readonly Sample[] = [
  ...CAMPAIGN_SAMPLES,
  ...COLLECTION_SAMPLES,
  ...COMPOSE_SAMPLES,
  ...LIST_SAMPLES,
  ...COLLECTIVE_SAMPLES,
  ...GRADES_SAMPLES,
  ...RUN_SAMPLES,
  ...TUTORIAL_SAMPLES,
  ...ME_SAMPLES,
  ...REPORT_SAMPLES,
  ...HOW_SAMPLES,
  ...PLACEMENT_SAMPLES,
  ...PRACTICAL_SAMPLES,
  ...LTI_SAMPLES,
  ...PAGE_SAMPLES,
  ...STUDENT_SAMPLES,
  ...LSU_SAMPLES,
  ...PUPIL_SAMPLES,
  ...ADMIN_SAMPLES,
];

/**
 * Mounted at `/dev`: `/dev/styleguide` lists every view in every state; `?lang=en` and the looks of `src/web/settings.ts` (`?theme=dark&size=large`) on each. Outside production only.
 * @throws AppError not-found for an unknown sample.
 */
export function styleguideRouter(): Router {
  const router = Router();
  router.get('/styleguide', async (req, res) => {
    const html = await whole(
      req,
      'dev/styleguide',
      { title: 'Style', groups: groups() },
      frame(req, { view: 'dev/styleguide', audience: 'teacher', person: null }),
    );
    res.type('html').send(html);
  });
  router.get('/styleguide/picture.svg', (_req, res) => {
    res.type('image/svg+xml').send(PICTURE);
  });
  router.all('/styleguide/nowhere', (_req, res) => {
    res.status(204).end();
  });
  router.get('/styleguide/:view/:state', async (req, res) => {
    const sample = SAMPLES.find(
      (one) => addressOf(one) === `/dev/styleguide/${req.params.view}/${req.params.state}`,
    );
    if (!sample) throw new AppError('not-found', 'style guide sample');
    const html = await whole(req, sample.view, sample.model, frame(req, sample));
    res.type('html').send(html);
  });
  return router;
}

/** Where the style guide shows this sample. */
export function addressOf(sample: Sample): string {
  return `/dev/styleguide/${sample.view.replace('/', '-')}/${sample.state}`;
}

async function whole(req: Request, view: string, model: object, pageFrame: PageFrame): Promise<string> {
  const render: Render = req.app.locals.render;
  return (await render(view, model, pageFrame)).page;
}

function frame(req: Request, sample: Pick<Sample, 'view' | 'audience' | 'person' | 'place'>): PageFrame {
  const locale = req.query.lang === 'en' ? 'en' : 'fr';
  const look = lookOf(settingsForm.parse({ ...NO_SETTINGS, ...wanted(req) }));
  const { audience, person } = sample;
  const signedIn = person !== null;
  const place = placeOf(sample);
  return { locale, person, audience, token: null, look, signedIn, address: req.originalUrl, place };
}

/** The looks that the address asks for, as far as they exist. */
function wanted(req: Request): Partial<Settings> {
  const asked = Object.entries(LOOKS).filter(([name, values]) =>
    values.some((value) => value === req.query[name]),
  );
  return Object.fromEntries(asked.map(([name]) => [name, req.query[name]]));
}

function groups() {
  const byView = Map.groupBy(SAMPLES, (sample) => sample.view);
  return [...byView].map(([view, samples]) => ({
    view,
    samples: samples.map((sample) => ({ state: sample.state, address: addressOf(sample) })),
  }));
}

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360">
<rect width="640" height="360" fill="#eef2fb"/><rect width="640" height="48" fill="#1b2440"/>
<g fill="#fff" font-family="sans-serif" font-size="20"><text x="24" y="31">Accueil</text><text x="140" y="31">Sorties</text><text x="250" y="31">Matériel</text></g>
<circle cx="470" cy="170" r="70" fill="#f4bd45"/><path d="M0 360V280h160v-40h160v-40h60v160z" fill="#3a4568"/>
</svg>`;
