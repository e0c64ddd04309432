import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  activitiesOf,
  answerPicker,
  CAMPAIGN,
  CLAIM,
  DL,
  launch,
  pick,
  pickerAnswer,
} from './conversation.ts';
import type { Pair } from './in-test-tool.ts';
import { startPair, startTool } from './in-test-tool.ts';

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

test('several items become activities in order, and the teacher is told', async () => {
  const plain = { type: 'ltiResourceLink', title: 'Sans note', url: `${pair.tool.launchUrl}` };
  const response = await pick(pair, [CAMPAIGN, plain], { [`${DL}/msg`]: 'Deux campagnes choisies' });
  expect(response.status).toBe(200);
  const page = await response.text();
  const back = /href="([^"]+)" target="_top"/.exec(page)?.[1] ?? '';
  const course = await (await fetch(pair.lms.url + back)).text();
  expect(course).toContain('2 activités ajoutées');
  expect(course).toContain('Deux campagnes choisies');
  const [graded, ungraded] = await activitiesOf(pair, 'eleve-1');
  const endpoint = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';
  expect((await launch(pair, graded ?? ''))[endpoint]).toHaveProperty('lineitem');
  expect((await launch(pair, ungraded ?? ''))[endpoint]).not.toHaveProperty('lineitem');
});

test('an error of the tool is shown, and nothing is added', async () => {
  const before = await activitiesOf(pair, 'prof-1');
  const response = await pick(pair, [], { [`${DL}/errormsg`]: 'Campagne <introuvable>' });
  expect(await response.text()).toContain('Campagne &lt;introuvable&gt;');
  expect(await activitiesOf(pair, 'prof-1')).toEqual(before);
});

const now = Math.floor(Date.now() / 1000);
test.each([
  ['an expired answer', { exp: now - 60, iat: now - 120 }],
  ['another audience', { aud: 'https://moodle.example' }],
  ['an unknown issuer', { iss: 'someone' }],
  ['another deployment', { [`${CLAIM}/deployment_id`]: '2' }],
  ['another message type', { [`${CLAIM}/message_type`]: 'LtiResourceLinkRequest' }],
  ['another version', { [`${CLAIM}/version`]: '1.1.0' }],
  ['no nonce', { nonce: undefined }],
  ['made-up data', { [`${DL}/data`]: 'made-up' }],
  ['no data', { [`${DL}/data`]: undefined }],
  ['an item of another type', { [`${DL}/content_items`]: [{ type: 'link', url: 'https://example.org' }] }],
  ['a maximum of zero', { [`${DL}/content_items`]: [{ ...CAMPAIGN, lineItem: { scoreMaximum: 0 } }] }],
  [
    'custom values that are not texts',
    { [`${DL}/content_items`]: [{ ...CAMPAIGN, custom: { campaign: 4 } }] },
  ],
])('%s is refused on a page, and adds nothing', async (_what, more) => {
  const before = await activitiesOf(pair, 'prof-1');
  const response = await pick(pair, [CAMPAIGN], more);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('Aucune activité n’a été ajoutée');
  expect(await activitiesOf(pair, 'prof-1')).toEqual(before);
});

test('one request takes one answer, and one nonce counts once', async () => {
  const request = await launch(pair, '/as/prof-1/add');
  const first = await pickerAnswer(pair, request, [CAMPAIGN]);
  const second = await pickerAnswer(pair, request, [CAMPAIGN]);
  const answers = await Promise.all([first, first, second].map((jwt) => answerPicker(pair, jwt)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  const nonce = randomUUID();
  expect((await pick(pair, [CAMPAIGN], { nonce })).status).toBe(200);
  expect((await pick(pair, [CAMPAIGN], { nonce })).status).toBe(400);
});

test('an answer signed with other keys is refused', async () => {
  const stranger = await startTool();
  const request = await launch(pair, '/as/prof-1/add');
  const forged = await pickerAnswer({ ...pair, tool: stranger }, request, [CAMPAIGN]);
  await stranger.close();
  expect((await answerPicker(pair, forged)).status).toBe(400);
  expect((await answerPicker(pair, 'nonsense')).status).toBe(400);
});

test('a copy keeps custom values, has its own link and line item, and tells its history', async () => {
  const history = { ...CAMPAIGN.custom, history: '$ResourceLink.id.history' };
  await pick(pair, [{ ...CAMPAIGN, title: 'Original', custom: history }]);
  const original = (await activitiesOf(pair, 'prof-1')).at(-1) ?? '';
  await fetch(`${pair.lms.url}${original}/duplicate`, { method: 'POST' });
  const copy = (await activitiesOf(pair, 'prof-1')).at(-1) ?? '';
  const [first, second] = [await launch(pair, original), await launch(pair, copy)];
  expect(second[`${CLAIM}/resource_link`]).toMatchObject({ title: 'Original (copie)' });
  expect(second[`${CLAIM}/custom`]).toMatchObject({ campaign: 'ABCD', history: original.split('/').at(-1) });
  const endpoint = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';
  expect(second[endpoint]).toHaveProperty('lineitem');
  expect(second[endpoint]).not.toEqual(first[endpoint]);

  await fetch(`${pair.lms.url}${copy}/delete`, { method: 'POST' });
  expect((await activitiesOf(pair, 'prof-1')).at(-1)).toBe(original);
  expect((await fetch(pair.lms.url + copy)).status).toBe(404);
});
