import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getCampaignById } from '../../../src/campaigns/store.ts';
import { openBrowser, openPage } from '../../support/browser.ts';
import { realBank } from '../../support/content.ts';
import { type HttpSession, launch } from '../../support/http-person.ts';
import { addActivity } from '../../support/lms.ts';
import { type PalierProcess, startPalier } from '../../support/palier.ts';
import { giveAttempt } from './class.ts';

/** Documents as a teacher of the practice LMS takes them away. */
let palier: PalierProcess;
let activity: string;
let teacher: HttpSession;

beforeAll(async () => {
  palier = await startPalier();
  activity = await addActivity({ palier, lms: { url: palier.lmsUrl } }, { competenceColumns: false });
  teacher = await open('prof-1');
  // The class list is read at the first look.
  const { db } = palier.database;
  const { id, contextId } = await db
    .selectFrom('campaign')
    .select(['id', 'contextId'])
    .executeTakeFirstOrThrow();
  const { deploymentId, platformId, userId } = await db
    .selectFrom('enrolment')
    .innerJoin('ltiUser', 'ltiUser.id', 'enrolment.userId')
    .innerJoin('deployment', 'deployment.platformId', 'ltiUser.platformId')
    .select(['deployment.id as deploymentId', 'ltiUser.platformId', 'enrolment.userId'])
    .where('enrolment.rosterRole', '=', 'learner')
    .orderBy('ltiUser.familyName')
    .executeTakeFirstOrThrow();
  const group = {
    place: { deploymentId, platformId },
    campaign: await getCampaignById(db, id),
    subject: { campaignId: id, contextId: contextId ?? '', schoolYear: yearOf(new Date()) },
  };
  const now = new Date();
  await giveAttempt(db, await realBank(), group, userId, { validated: 9, startedAt: now, sharedAt: now });
}, 60_000);
afterAll(() => palier?.close());

const open = (person: string) => launch(palier.url, `${palier.lmsUrl}/as/${person}/activity/${activity}`);

/** The year of the last 1 September: far enough from it, whatever the zone. */
function yearOf(date: Date): number {
  return date.getMonth() >= 8 ? date.getFullYear() : date.getFullYear() - 1;
}

async function links(session: HttpSession): Promise<Map<string, string>> {
  const { html } = await session.get(session.address);
  return new Map(
    [...html.matchAll(/href="(\/campaigns\/\w+\/documents\/([\w.]+)\?[^"]+)" download="[^"]+"/g)].map(
      ([, address = '', name = '']) => [name, palier.url + address.replaceAll('&amp;', '&')],
    ),
  );
}

describe('a document', () => {
  test('comes by its address alone, as what it is and under a French name', async () => {
    const found = await links(teacher);
    expect([...found.keys()]).toEqual(['results.csv', 'results.xlsx', 'report.pdf', 'code.pdf']);
    const kinds: Record<string, [type: string, start: string]> = {
      'results.csv': ['text/csv; charset=utf-8', '\ufeffPlateforme;'],
      'results.xlsx': ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK'],
      'report.pdf': ['application/pdf', '%PDF-1.7'],
      'code.pdf': ['application/pdf', '%PDF-1.7'],
    };
    for (const [name, address] of found) {
      const answer = await fetch(address);
      const [type, start = ''] = kinds[name] ?? [];
      expect([name, answer.status, answer.headers.get('content-type')]).toEqual([name, 200, type]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(
        Buffer.from(await answer.arrayBuffer())
          .toString()
          .startsWith(start),
        name,
      ).toBe(true);
      if (name === 'results.csv')
        expect(answer.headers.get('content-disposition')).toMatch(
          /^attachment; filename=".*"; filename\*=UTF-8''R%C3%A9sultats%20-%20.*-\d\d\.csv$|^attachment; filename="Résultats - .*-\d\d\.csv"$/,
        );
    }
  });

  test('of results says what the page says', async () => {
    const { html } = await teacher.get(teacher.address);
    const [csv = ''] = [...(await links(teacher)).values()];
    const lines = (await (await fetch(csv)).text()).trimEnd().split('\r\n');
    const shown = [...html.matchAll(/<td class="col-status"><span class="chip chip-([\w-]+)">/g)].map(
      ([, status]) => status,
    );
    expect(lines.length - 1).toBe(shown.length);
    expect(lines.filter((line) => line.includes(';Pas commencé;')).length).toBe(
      shown.filter((status) => status === 'not-begun').length,
    );
    const percent = /<td class="col-percent"[^>]*><span class="cell-result"><strong>(\d+)/.exec(html)?.[1];
    const head = lines[0]?.split(';').indexOf('Taux de maîtrise de tous les acquis') ?? -1;
    const [sent] = lines.slice(1).filter((line) => line.includes(';Envoyé;'));
    expect(sent?.split(';')[head]).toBe(String(Number(percent) / 100).replace('.', ','));
  });

  test('ends with the session, and is of nobody else', async () => {
    const other = await open('prof-1');
    const [address = ''] = [...(await links(other)).values()];
    const pupil = await open('eleve-3');
    const asPupil = { headers: { authorization: `Bearer ${pupil.token}`, 'hx-request-type': 'full' } };
    expect((await fetch(address, asPupil)).status).toBe(403);
    expect((await fetch(address.replace('results.csv', 'report.pdf'))).status).toBe(403);
    expect((await fetch(address)).status).toBe(200);
    await other.post('/session/closure');
    expect((await fetch(address)).status).toBe(403);
  });
});

test('a button says that its file is being prepared, then that it is there; a failure says what to do', async () => {
  const browser = await openBrowser();
  try {
    const page = await openPage(browser);
    await page.goto(`${palier.lmsUrl}/as/prof-2/activity/${activity}`);
    // As in most LMS: in a frame of another site.
    const frame = page.frameLocator('iframe');
    const link = frame.getByRole('link', { name: 'Exporter les résultats (.csv)' });
    await link.waitFor();
    // Until its script has come, a link is only a link.
    await expect.poll(() => frame.locator('html').evaluate('document.readyState')).toBe('complete');
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    await page.route(/results\.csv/, async (route) => {
      await held;
      await route.continue();
    });
    const coming = page.waitForEvent('download');
    await link.focus();
    await page.keyboard.press('Enter');
    await frame.getByRole('link', { name: 'Préparation…' }).waitFor();
    await frame.getByText('Le fichier se prépare.').waitFor();
    release();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^Résultats - .+ - \d{4}-\d\d-\d\d\.csv$/);
    expect((await readFile(await download.path(), 'utf8')).startsWith('\ufeffPlateforme;')).toBe(true);
    await frame.getByText('Le fichier est dans vos téléchargements.').waitFor();
    await page.route(/report\.pdf/, (route) => route.fulfill({ status: 403 }));
    await frame.getByRole('link', { name: 'Bilan à imprimer (.pdf)' }).click();
    await frame.getByText('Rechargez la page, puis réessayez.').waitFor();
    expect(await frame.getByRole('link', { name: 'Bilan à imprimer (.pdf)' }).count()).toBe(1);
  } finally {
    await browser.close();
  }
});
