import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readParisTime, writeParisTime } from '../../src/campaigns/closing/paris-time.ts';
import {
  type Closing,
  closingOfYear,
  leavesByItself,
  NEWCOMER,
  stateOf,
  toldBy,
} from '../../src/campaigns/closing/rules.ts';
import { sendDue } from '../../src/campaigns/closing/send-due.ts';
import { readConfig } from '../../src/config.ts';
import {
  giveCampaign,
  givePerson,
  givePlace,
  givePlatform,
  open,
  type Person,
  type Place,
  pageHeaders,
} from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';

const DEADLINE = new Date('2026-12-04T17:00:00Z');
const before = new Date('2026-12-04T16:59:00Z');
const CLOSING: Closing = { deadline: DEADLINE, automaticSending: true, closedAt: null };

describe('the rules', () => {
  test('a deadline closes nothing, a teacher does', () => {
    expect(stateOf(CLOSING, before)).toBe('open');
    expect(stateOf(CLOSING, DEADLINE)).toBe('late');
    expect(stateOf({ ...CLOSING, closedAt: before }, before)).toBe('closed');
  });

  test('what was set for another school year is over', () => {
    expect(closingOfYear(CLOSING, 2026)).toEqual(CLOSING);
    const over = { deadline: null, automaticSending: false, closedAt: null };
    expect(closingOfYear({ ...CLOSING, closedAt: before }, 2027)).toEqual(over);
  });

  test.each<[string, Partial<Closing>, Date | null, Date, boolean]>([
    ['told, at the deadline', {}, DEADLINE, DEADLINE, true],
    ['told, before it', {}, DEADLINE, before, false],
    ['not told', {}, null, DEADLINE, false],
    ['told of a later one than now holds', { deadline: before }, DEADLINE, before, false],
    ['told of an earlier one', {}, before, before, false],
    ['closed before it', { closedAt: before }, DEADLINE, before, true],
    ['closed, not told', { closedAt: before }, null, DEADLINE, false],
    ['no longer automatic', { automaticSending: false }, DEADLINE, DEADLINE, false],
  ])('%s', (_what, change, told, now, leaves) => {
    expect(leavesByItself({ ...CLOSING, ...change }, told, now)).toBe(leaves);
  });

  test('whoever finished and reads it only after the deadline keeps their result', () => {
    expect(toldBy(CLOSING, NEWCOMER, DEADLINE)).toEqual(DEADLINE);
    expect(toldBy(CLOSING, { finished: true, toldDeadline: null }, before)).toEqual(DEADLINE);
    expect(toldBy(CLOSING, { finished: true, toldDeadline: null }, DEADLINE)).toBeNull();
  });

  test.each([
    ['2026-12-04T18:00', '2026-12-04T17:00:00.000Z'],
    ['2026-07-01T00:30', '2026-06-30T22:30:00.000Z'],
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['2027-03-28T02:30', '2027-03-28T01:30:00.000Z'],
  ])('%s in Paris', (written, iso) => {
    expect(readParisTime(written)?.toISOString()).toBe(iso);
    const skipped = written === '2027-03-28T02:30';
    expect(writeParisTime(new Date(iso))).toBe(skipped ? '2027-03-28T03:30' : written);
  });

  test.each(['', '2026-02-30T10:00', '2026-12-04', '04/12/2026 18:00', '2026-12-04T25:00'])(
    '« %s » is no date',
    (written) => {
      expect(readParisTime(written)).toBeNull();
    },
  );
});

describe('a course', () => {
  const START = new Date('2026-11-20T08:00:00Z');
  let site: Site;
  let place: Place;
  let teacher: Person;
  let campaign: { id: string; code: string };

  beforeAll(async () => {
    site = await startSite();
    site.setNow(START);
    place = await givePlace(site, await givePlatform(site, 'alpha'), 'Techno-3B');
    teacher = await givePerson(site, place, 'Drevillon', 'teacher');
    campaign = await giveCampaign(site, teacher);
  }, 60_000);
  afterAll(() => site?.close());

  const at = (now: Date) => site.setNow(now);
  const as = async (person: Person, now: Date) => {
    const headers = pageHeaders((await open(site, person, now)).token);
    const ask = async (address: string, init: RequestInit = {}) => {
      const answer = await fetch(site.url + address, { headers, redirect: 'manual', ...init });
      return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') ?? '' };
    };
    return {
      get: (address: string) => ask(address),
      post: (address: string, fields: Record<string, string> = {}) =>
        ask(address, { method: 'POST', body: new URLSearchParams(fields) }),
    };
  };
  /** A pupil who begins, and finishes unless told otherwise. @returns them and their run's address */
  const begin = async (name: string, now: Date, finished = true) => {
    const pupil = await givePerson(site, place, name, 'learner');
    const { to } = await (await as(pupil, now)).post(`/campaigns/${campaign.code}/participations`);
    if (finished) {
      await site.db
        .updateTable('run')
        .set({ status: 'finished', finishedAt: now, currentChallenge: null })
        .where('id', '=', to.split('/')[2] ?? '')
        .execute();
    }
    return { pupil, run: to };
  };
  const due = () => {
    const config = readConfig({ NODE_ENV: 'test' });
    const jobs = { queueGrade: async () => {} };
    const log = { error: (_: unknown, words: string) => expect.fail(words) };
    const now = currentNow;
    return sendDue({ db: site.db, config, jobs, log, now, referential: () => site.bank } as never);
  };
  let currentNow = () => START;
  const go = (now: Date) => {
    at(now);
    currentNow = () => now;
  };
  const standing = async (run: string) =>
    site.db
      .selectFrom('participation')
      .leftJoin('grade', 'grade.participationId', 'participation.id')
      .select(['participation.id', 'sharedAt', 'sentByItself', 'comment'])
      .where('runId', '=', run.split('/')[2] ?? '')
      .execute();

  test('its deadline is read by pupils, and what is due leaves once, of those who were told', async () => {
    const settings = `/campaigns/${campaign.code}/settings`;
    const early = await begin('Abgrall', START);
    const camille = await as(teacher, START);
    const save = (fields: Record<string, string>) =>
      camille.post(`/campaigns/${campaign.code}/closing`, fields);
    expect(await save({ automaticSending: 'on' })).toMatchObject({
      status: 422,
      html: expect.stringContaining('donnez d’abord une date limite'),
    });
    expect((await save({ deadline: '2027-09-02T08:00' })).html).toContain('cette année scolaire');
    await save({ deadline: '2026-12-04T18:00', automaticSending: 'on' });
    expect((await camille.get(settings)).html).toContain('value="2026-12-04T18:00"');

    const late = await givePerson(site, place, 'Bihan', 'learner');
    const { html } = await (await as(late, START)).get(`/campaigns/${campaign.code}/entry`);
    expect(html).toContain('ton résultat partira tout seul');
    const told = await begin('Caradec', START);
    const playing = await begin('Daniel', START, false);
    expect((await (await as(playing.pupil, START)).get(playing.run)).html).toContain('4 décembre 2026');

    go(before);
    expect(await due()).toBe(0);
    go(DEADLINE);
    // Several processes at once.
    const left = await Promise.all([due(), due(), due()]);
    expect(left.reduce((sum, count) => sum + count)).toBe(1);
    expect(await due()).toBe(0);
    expect(await standing(told.run)).toEqual([
      expect.objectContaining({
        sharedAt: DEADLINE,
        sentByItself: true,
        comment: expect.stringContaining('envoyé automatiquement'),
      }),
    ]);
    expect(await standing(early.run)).toEqual([expect.objectContaining({ sharedAt: null })]);
    expect(await standing(playing.run)).toEqual([expect.objectContaining({ sharedAt: null })]);
    const own = await as(told.pupil, DEADLINE);
    expect((await own.get(`${told.run}/result`)).html).toContain('Partis tout seuls');
    // They finished before they could read it: a reminder, and nothing leaves without them.
    const home = await (await as(early.pupil, DEADLINE)).get('/');
    expect(home.html).toContain('Il te reste un geste');
    expect(home.html).toContain('Tu peux encore le faire');
    expect(await due()).toBe(0);
  });

  test('closed by hand: nobody begins or sends, nothing unsent is shown, and it is opened again', async () => {
    const now = new Date('2026-12-05T08:00:00Z');
    go(now);
    const unsent = await begin('Evanno', now);
    const [{ id = '' } = {}] = await standing(unsent.run);
    const camille = await as(teacher, now);
    // Nobody told them: they began when nothing left by itself.
    await site.db.updateTable('participation').set({ toldDeadline: null }).where('id', '=', id).execute();
    await Promise.all([1, 2].map(() => camille.post(`/campaigns/${campaign.code}/closure`)));
    expect((await camille.get(`/campaigns/${campaign.code}/settings`)).html).toContain('closes sans envoi');
    expect((await camille.get(`/campaigns/${campaign.code}`)).html).toContain('Clos sans envoi, terminé');
    const shown = (await camille.get(`/participations/${id}`)).html;
    expect(shown).not.toContain('class="figure"');
    const pupil = await as(unsent.pupil, now);
    const result = (await pupil.get(`${unsent.run}/result`)).html;
    expect(result).toContain('a fermé ce parcours');
    expect(result).not.toContain('id="send-form"');
    const late = await pupil.post(`${unsent.run}/sending`);
    expect([late.status, late.html.includes('Trop tard')]).toEqual([409, true]);
    const newcomer = await as(await givePerson(site, place, 'Floch', 'learner'), now);
    expect((await newcomer.get(`/campaigns/${campaign.code}/entry`)).html).not.toContain('id="start-form"');
    expect((await newcomer.post(`/campaigns/${campaign.code}/participations`)).status).toBe(409);

    await camille.post(`/campaigns/${campaign.code}/reopening`);
    expect((await pupil.post(`${unsent.run}/sending`)).status).toBe(303);
    expect(await standing(unsent.run)).toEqual([
      expect.objectContaining({ sharedAt: now, sentByItself: false }),
    ]);
  });
});
