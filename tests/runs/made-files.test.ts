import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkMadeFiles, openFile } from '../../src/content-check-opens.ts';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { challengeOf } from '../../src/runs/seen.ts';
import { loadBank } from '../referential/bank.ts';
import { giveCampaign, givePerson, givePlace, givePlatform, open } from '../security/people.ts';
import { type Site, startSite } from '../security/site.ts';
import { realBank } from '../support/content.ts';
import { type HttpSession, session } from '../support/http-person.ts';

/** Files of every kind made for a pupil, over HTTP. */
const FILES = `type: qroc
kind: file
generate:
  values:
    mot: { one: [pivoine, lagune, tambour, cascade, falaise, hibou] }
    n: { from: 10, to: 99 }
instruction: Ouvre les fichiers.
attachments:
  - { name: prets.ods, label: Les prêts, twin: { name: prets.xlsx, label: Les mêmes }, holds: ["{{mot}}"], sheets: [{ name: A, rows: [["{{mot}}", "{{n}}"]] }] }
  - { name: note.odt, label: La note, twin: { name: note.docx, label: La même }, text: ["Le mot est {{mot}}."] }
  - { name: lettre.pdf, label: La lettre, text: ["Le mot est {{mot}}."] }
  - { name: photo.jpg, label: La photo, picture: { width: 40, height: 30, shapes: [] }, exif: { description: "{{mot}}" } }
  - { name: dessin.png, label: Le dessin, picture: { width: "{{n}}", height: 30 }, exif: { description: "{{mot}}" } }
  - { name: jeu.zip, label: Le jeu, files: [{ name: étape/code.txt, content: "{{mot}}" }] }
  - { name: page.html, label: La page, content: "<meta charset=\\"utf-8\\"><title>a</title>{{mot}}" }
fields:
  - { id: mot, label: Mot, accepted: ["{{mot}}"], refused: [autre, "12"] }
explanation: C'est {{mot}}.
seconds: 60
`;
const TYPES: Readonly<Record<string, string>> = {
  'prets.ods': 'application/vnd.oasis.opendocument.spreadsheet',
  'prets.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'note.odt': 'application/vnd.oasis.opendocument.text',
  'note.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'lettre.pdf': 'application/pdf',
  'photo.jpg': 'image/jpeg',
  'dessin.png': 'image/png',
  'jeu.zip': 'application/zip',
  'page.html': 'text/html; charset=utf-8',
};
const ID = 'requete-3-fichiers';

let site: Site;
let pupil: HttpSession;
let run: string;
let bank: Referential;

beforeAll(async () => {
  const [real, small] = await Promise.all([realBank(), loadBank({ 'tube/3-fichiers.yml': FILES })]);
  const files = small.challenges.get(ID);
  const skill = [...real.skills.values()].find(({ challenges }) => challenges.length > 0);
  if (!files || !skill) throw new Error('no challenge');
  const asked: Challenge = { ...files, skill: skill.id };
  bank = { ...real, challenges: new Map([...real.challenges, [ID, asked]]) };
  site = await startSite({}, { bank });
  const here = await givePlace(site, await givePlatform(site, 'alpha'), 'Cours A');
  const prof = await givePerson(site, here, 'Drevillon', 'teacher');
  const child = await givePerson(site, here, 'Abgrall', 'learner');
  const { code } = await giveCampaign(site, prof);
  pupil = session(site.url, (await open(site, child)).token, '', '');
  run = (await pupil.post(`/campaigns/${code}/participations`)).address;
  await site.db
    .updateTable('run')
    .set({ currentChallenge: ID, currentSkill: skill.id })
    .where('id', '=', run.replace('/runs/', ''))
    .execute();
}, 60_000);
afterAll(() => site?.close());

test('each has its name, its weight, its type, and holds what its pupil is corrected on', async () => {
  const { html } = await pupil.get(run);
  const { seed } = await site.db.selectFrom('run').select('seed').executeTakeFirstOrThrow();
  const challenge = challengeOf(bank, { id: '1', seed }, ID);
  const word = challenge?.fields[0]?.accepted[0] ?? '';
  expect(word).not.toBe('');
  const links = [
    ...html.matchAll(/href="(\/files\/runs\/[^"]+)" download="([^"]+)"[\s\S]*?file-size">([^<]+)</g),
  ];
  expect(links.map(([, , name]) => name)).toEqual(Object.keys(TYPES));
  for (const [, address = '', name = '', size = ''] of links) {
    const file = await fetch(site.url + address.replaceAll('&amp;', '&'));
    expect([file.status, name, file.headers.get('content-type')]).toEqual([200, name, TYPES[name]]);
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename=${name}`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const weight =
      bytes.length < 1000 ? `${bytes.length} octets` : `${Math.round(bytes.length / 100) / 10} ko`;
    expect(size.replace(/\s/g, ' ')).toBe(`${name}, ${weight.replace('.', ',')}`);
    expect((await openFile(name, bytes)).text).toContain(word);
  }
});

test('the check tells of a file without what its author says it holds, or where nothing is said', async () => {
  const check = async (text: string) => checkMadeFiles(await loadBank({ 'tube/3-fichiers.yml': text }), 3);
  expect(await check(FILES)).toEqual({ problems: [], advice: [] });
  const { problems } = await check(FILES.replace('holds: ["{{mot}}"]', 'holds: [ailleurs]'));
  expect(problems).toEqual([`${ID} : variante 1 : prets.ods : on n'y trouve pas « ailleurs » (holds).`]);
  const { advice } = await check(FILES.replace('holds: ["{{mot}}"], ', ''));
  expect(advice).toEqual([`${ID} : dis sous « holds » ce que l'on doit trouver dans le fichier à ouvrir.`]);
});
