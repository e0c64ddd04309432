import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { translator } from '../i18n/translate.ts';
import { checkPlatform, findLastServices } from '../lti/check.ts';
import type { LtiDeps } from '../lti/deps.ts';
import { parseForm, parseId } from '../web/form.ts';
import { go, localeOf } from '../web/page.ts';
import { changeStatus } from './acts.ts';
import { noteEvent } from './audit.ts';
import { actorOf } from './console-session.ts';
import { diagnose } from './diagnosis.ts';
import { addFrameOrigin, readOrigin, removeFrameOrigin } from './frame-origin.ts';
import { joinPlatforms, previewJoin } from './join-platforms.ts';
import { adminPage } from './page.ts';
import { presentDiagnosis } from './present-diagnosis.ts';
import { explainJoin } from './present-join.ts';
import { presentPlatform, readNotice } from './present-platform.ts';
import { reachedAt } from './reached-at.ts';
import { listPlatformRows, type PlatformRow } from './store.ts';
import type { ConfirmPage } from './views.ts';

const target = z.object({ deployment: z.string().max(20).optional() });
const joining = z.object({ into: z.string().max(20) });
const frame = z.object({ origin: z.string().max(500) });

/** `/admin/platforms/:id`: one platform, what is done to it, and its diagnosis. */
export function platformRouter(deps: LtiDeps): Router {
  const router = Router();

  router.get('/:id', async (req, res) => {
    const row = await getPlatform(deps, req);
    const t = translator(localeOf(req, res));
    await showPlatform(req, res, row, { notice: readNotice(t, req.query.done), typed: '', errors: {} });
  });

  router.post('/:id/approval', async (req, res) => {
    const row = await getPlatform(deps, req);
    await change(req, res, row, 'active');
    go(res, `/admin/platforms/${row.id}?done=approved`);
  });

  router.get('/:id/closure', async (req, res) => {
    const row = await getPlatform(deps, req);
    const deployment = getDeployment(row, parseForm(target, req.query).deployment);
    const t = translator(localeOf(req, res));
    const name = deployment?.deploymentId ?? row.name;
    const what = deployment ? 'deployment' : 'platform';
    await adminPage(req, res, 'confirm', {
      title: t(`admin.close.${what}.title`, { name }),
      paragraphs: [t(`admin.close.${what}.effect`), t('admin.close.keeps')],
      action: `/admin/platforms/${row.id}/closure`,
      fields: deployment ? [['deployment', deployment.id]] : [],
      label: t('admin.close.confirm'),
      backAddress: `/admin/platforms/${row.id}`,
    } satisfies ConfirmPage);
  });

  router.post('/:id/closure', async (req, res) => {
    const row = await getPlatform(deps, req);
    await change(req, res, row, 'disabled');
    go(res, `/admin/platforms/${row.id}?done=disabled`);
  });

  router.get('/:id/joining', async (req, res) => {
    const row = await getPlatform(deps, req);
    const other = await getPlatform(deps, req, parseForm(joining, req.query).into);
    const t = translator(localeOf(req, res));
    const preview = await previewJoin(deps.db, row.id, other.id);
    if (typeof preview === 'string') throw new AppError('conflict', `join: ${preview}`);
    await adminPage(req, res, 'confirm', {
      title: t('admin.join.title'),
      paragraphs: [
        t('admin.join.which', { from: row.clientId, into: other.clientId, issuer: row.issuer }),
        ...explainJoin(t, preview),
        t('admin.join.effect'),
        t('admin.join.for-good'),
      ],
      action: `/admin/platforms/${row.id}/joining`,
      fields: [['into', other.id]],
      label: t('admin.join.confirm'),
      backAddress: `/admin/platforms/${row.id}`,
    } satisfies ConfirmPage);
  });

  router.post('/:id/joining', async (req, res) => {
    const row = await getPlatform(deps, req);
    const other = await getPlatform(deps, req, parseForm(joining, req.body).into);
    const outcome = await joinPlatforms(deps, row.id, other.id, actorOf(res));
    if (outcome === 'joined-already' && row.joinedTo === other.id)
      return go(res, `/admin/platforms/${row.id}`);
    if (typeof outcome === 'string') throw new AppError('conflict', `join: ${outcome}`);
    go(res, `/admin/platforms/${row.id}?done=joined`);
  });

  // A page that was tested and is then reloaded.
  router.get('/:id/test', (req, res) => go(res, `/admin/platforms/${parseId(req.params.id)}`));

  router.post('/:id/test', async (req, res) => {
    const platform = await getPlatform(deps, req);
    const checks = await checkPlatform(deps, platform);
    const { publicUrl } = deps.config;
    const services = (await findLastServices(deps, platform.id)) ?? null;
    const findings = diagnose({
      checks,
      platform,
      publicUrl,
      reachedAt: reachedAt(req, publicUrl),
      services: platform.lastLaunchAt === null ? null : services,
    });
    const details = { findings: findings.map(({ id }) => id) };
    const tested = { action: 'platform tested', subject: `platform ${platform.id}`, details };
    await noteEvent(deps, tested, actorOf(res));
    const locale = localeOf(req, res);
    const seen = { platform, publicUrl, checks, findings, at: deps.now() };
    await adminPage(req, res, 'diagnosis', presentDiagnosis(translator(locale), locale, seen));
  });

  router.post('/:id/frames', async (req, res) => {
    const row = await getPlatform(deps, req);
    const typed = parseForm(frame, req.body).origin;
    const origin = readOrigin(typed, deps.config);
    const added = origin !== undefined && (await addFrameOrigin(deps, row.id, origin, actorOf(res)));
    if (added) return go(res, `/admin/platforms/${row.id}?done=frame-added`);
    const t = translator(localeOf(req, res));
    const error = t(origin === undefined ? 'admin.frames.wrong' : 'admin.frames.full');
    await showPlatform(req, res, row, { notice: null, typed, errors: { origin: error } }, 422);
  });

  router.post('/:id/frames/removal', async (req, res) => {
    const row = await getPlatform(deps, req);
    await removeFrameOrigin(deps, row.id, parseForm(frame, req.body).origin, actorOf(res));
    go(res, `/admin/platforms/${row.id}?done=frame-removed`);
  });

  return router;

  async function change(req: Request, res: Response, row: PlatformRow, status: 'active' | 'disabled') {
    const deployment = getDeployment(row, parseForm(target, req.body).deployment);
    const of = { platformId: row.id, deploymentId: deployment?.deploymentId };
    await changeStatus(deps, of, status, actorOf(res));
  }
}

async function showPlatform(
  req: Request,
  res: Response,
  row: PlatformRow,
  shown: Parameters<typeof presentPlatform>[3],
  status = 200,
): Promise<void> {
  const locale = localeOf(req, res);
  const model = presentPlatform(translator(locale), locale, row, shown);
  await adminPage(req, res, 'platform', model, { status });
}

/** @throws AppError not-found */
async function getPlatform(
  deps: LtiDeps,
  req: Request,
  id: string | string[] | undefined = req.params.id,
): Promise<PlatformRow> {
  const [row] = await listPlatformRows(deps.db, deps.now(), parseId(id));
  if (!row) throw new AppError('not-found', 'platform');
  return row;
}

/** @throws AppError not-found for a deployment of another platform */
function getDeployment(
  row: PlatformRow,
  id: string | undefined,
): PlatformRow['deployments'][number] | undefined {
  if (id === undefined) return undefined;
  const found = row.deployments.find((deployment) => deployment.id === id);
  if (!found) throw new AppError('not-found', 'deployment');
  return found;
}
