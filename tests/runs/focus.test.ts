import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCampaign, givePerson, givePlace, givePlatform, open, pageHeaders } from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';
import { realBank } from '../support/content.ts';
import { type HttpSession, session } from '../support/http-person.ts';
import { bankOf } from '../support/small-bank.ts';

/** Questions « de mémoire »: said before, noticed without a penalty, shown to the teacher. */
let site: Site;
let pupil: HttpSession;
let teacher: HttpSession;
let campaignId: string;
let run: string;

beforeAll(async () => {
  const { bank, skills } = bankOf(await realBank(), [{ focus: true }, { focus: true }, { focus: false }]);
  site = await startSite({}, { bank });
  const here = await givePlace(site, await givePlatform(site, 'alpha'), 'Cours A');
  const prof = await givePerson(site, here, 'Drevillon', 'teacher');
  const child = await givePerson(site, here, 'Abgrall', 'learner');
  const { id, code } = await giveCampaign(site, prof);
  campaignId = id;
  await site.db
    .updateTable('campaign')
    .set({ skills: [...skills] })
    .where('id', '=', id)
    .execute();
  teacher = session(site.url, (await open(site, prof)).token, '', '');
  pupil = session(site.url, (await open(site, child)).token, '', '');
  run = (await pupil.post(`/campaigns/${code}/participations`)).address;
}, 60_000);
afterAll(() => site?.close());

const challengeOf = (html: string) => /name="challenge" value="([^"]+)"/.exec(html)?.[1] ?? '';
const leave = (fields: Record<string, string>) =>
  fetch(`${site.url}${run}/departures`, {
    method: 'POST',
    headers: pageHeaders(pupil.token),
    body: new URLSearchParams(fields),
  });

test('what focus means is said once, before the question; leaving is counted, kept with the answer, and shown', async () => {
  let focused = 0;
  let plain = 0;
  let told = 0;
  for (let turn = 0; turn < 12; turn += 1) {
    let { html } = await pupil.get(run);
    const before = /action="(\/runs\/\d+\/focus)"/.exec(html)?.[1];
    if (before) {
      told += 1;
      expect(html).toContain('Une question de mémoire');
      expect(challengeOf(html)).toBe('');
      // Nothing was seen of the question yet.
      const asked = await site.db.selectFrom('run').select('currentChallenge').executeTakeFirstOrThrow();
      await leave({ challenge: asked.currentChallenge ?? '', times: '1' });
      ({ html } = await pupil.post(before));
      expect(html).toContain('data-times="0"');
    }
    const challenge = challengeOf(html);
    if (challenge === '') break;
    const isFocused = site.bank.challenges.get(challenge)?.focus === true;
    expect(html.includes('data-focus=')).toBe(isFocused);
    const status = (await leave({ challenge, times: '1' })).status;
    await leave({ challenge, times: '2' });
    // The same said again, late, and of another question.
    await leave({ challenge, times: '1' });
    await leave({ challenge: 'essai-9', times: '5' });
    expect(status).toBe(204);
    const again = await pupil.get(run);
    expect(again.html.includes('data-times="2"')).toBe(isFocused);
    await pupil.post(`${run}/skips`, { challenge });
    if (isFocused) focused += 1;
    else plain += 1;
  }
  expect(told).toBe(1);
  expect(focused + plain).toBeGreaterThan(0);
  expect(focused).toBeGreaterThan(0);
  const answers = await site.db.selectFrom('answer').select(['challengeId', 'leftPage']).execute();
  for (const { challengeId, leftPage } of answers)
    expect([challengeId, leftPage]).toEqual([
      challengeId,
      site.bank.challenges.get(challengeId)?.focus ? 2 : 0,
    ]);
  expect((await pupil.get(`${run}/answers`)).html).toContain('Tu as quitté la page 2 fois');
  await pupil.post(`${run}/acknowledgements?upto=9`);
  await pupil.post(`${run}/sending`);
  const { id } = await site.db
    .selectFrom('participation')
    .select('id')
    .where('campaignId', '=', campaignId)
    .executeTakeFirstOrThrow();
  const { html } = await teacher.get(`/participations/${id}`);
  expect(html.match(/l’élève a quitté la page 2 fois/g)).toHaveLength(focused);
});

test.each(['0', '-1', '100', 'x'])('a page cannot have been left %s times', async (times) => {
  expect((await leave({ challenge: 'essai-0', times })).status).toBe(422);
});
