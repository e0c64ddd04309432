import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { placeOf, type Sample } from '../src/dev/sample.ts';
import { SAMPLES } from '../src/dev/styleguide.ts';
import en from '../src/i18n/en.json' with { type: 'json' };
import fr from '../src/i18n/fr.json' with { type: 'json' };
import type { ChallengePage } from '../src/runs/views.ts';
import { createAssets } from '../src/web/assets.ts';
import { createRender } from '../src/web/page.ts';
import type { PageFrame } from '../src/web/views.ts';

const root = path.join(import.meta.dirname, '..');
const viewsDir = path.join(root, 'views');
const render = createRender(viewsDir, createAssets(path.join(root, 'public'), { watch: false }), {
  cache: true,
});
const files = readdirSync(viewsDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ejs'),
);
const source = (name: string) => readFileSync(path.join(viewsDir, name), 'utf8');

test('every page has a sample, and every sample a page', () => {
  const pages = files
    .filter(
      (name) => !path.basename(name).startsWith('_') && name !== 'layout.ejs' && !name.startsWith('dev'),
    )
    .map((name) => name.replace(/\.ejs$/, ''));
  expect([...new Set(SAMPLES.map((sample) => sample.view))].sort()).toEqual(pages.sort());
  const names = SAMPLES.map((sample) => `${sample.view}/${sample.state}`);
  expect(new Set(names).size).toBe(names.length);
});

test('every fragment is included somewhere', () => {
  const included = files.flatMap((name) =>
    [...source(name).matchAll(/include\('([^']+)'/g)].map((match) =>
      path.normalize(path.join(path.dirname(name), `${match[1]}.ejs`)),
    ),
  );
  const fragments = files.filter((name) => path.basename(name).startsWith('_'));
  expect(fragments.filter((name) => !included.includes(name))).toEqual([]);
});

test('only includes, icons, codes and ready HTML go out unescaped', () => {
  const allowed =
    /^<%- ?(include\(|icon\(|domainIcon\(|coded\(|codedLines\(|body %>|html %>|([\w.]+\.)?\w+Html %>)/;
  for (const name of files) {
    const outputs = [...source(name).matchAll(/<%-.*?%>/gs)].map((match) => match[0]);
    expect(
      outputs.filter((output) => !allowed.test(output)),
      name,
    ).toEqual([]);
  }
});

test('nothing that the Content-Security-Policy would refuse', () => {
  const refused =
    /\bhx-on|\bjs:|\bjavascript:|hx-trigger="[^"]*\[|\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=/i;
  for (const name of files) expect(source(name).match(refused)?.[0], name).toBeUndefined();
});

test('French and English say the same things', () => {
  expect(Object.keys(en)).toEqual(Object.keys(fr));
  expect(Object.keys(fr)).toEqual(Object.keys(fr).toSorted());
});

describe.each(['fr', 'en'] as const)('in %s', (locale) => {
  test.each(SAMPLES.map((sample) => [`${sample.view} ${sample.state}`, sample] as const))(
    '%s',
    async (_name, sample) => {
      const { body, page } = await render(sample.view, sample.model, frameOf(locale, sample));
      expect(page).toMatch(/^<!doctype html>/);
      expect(page).toContain(`<html lang="${locale}">`);
      expect(page).not.toContain('palier-session');
      expect(page).toContain(body);
      expect(body).not.toMatch(/\bundefined\b|\bNaN\b|\[object|\{\w+\}/);
      expect(body.match(/<h1[\s>]/g)).toHaveLength(1);
      expect(page.replace(/<script[^>]*\ssrc="[^"]+"[^>]*><\/script>/g, '')).not.toMatch(
        /<script|\sstyle=|\son\w+="/,
      );
      const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
      const wanted = [...page.matchAll(/\s(?:for|aria-describedby|aria-labelledby)="([^"]+)"/g)].flatMap(
        (match) => match[1]?.split(' '),
      );
      expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
    },
  );
});

test.each(SAMPLES.map((sample) => [`${sample.view} ${sample.state}`, sample] as const))(
  'what people write stays text: %s',
  async (_name, sample) => {
    const { page } = await render(
      sample.view,
      poisoned(sample.model, ''),
      frameOf('fr', { ...sample, person: POISON }),
    );
    expect(page).not.toContain('<i>poison');
    expect(page).not.toContain('onpoison="');
  },
);

test('an address to match changes lines after a slash or before a dot, and stays text', async () => {
  const sample = SAMPLES.find((one) => one.view === 'runs/challenge' && one.state === 'matching');
  const model = structuredClone(sample?.model) as ChallengePage;
  if (model.placement?.mode !== 'matching') throw new Error('no sample to match');
  const lefts = ['https://été.cap.example/<ile>/', 'Fini. Et .odt'].map((text, name) => ({
    name: String(name),
    text,
    chosen: '',
  }));
  const { body } = await render(
    'runs/challenge',
    { ...model, placement: { ...model.placement, lefts } },
    frameOf('fr', { view: 'message', audience: 'pupil', person: null }),
  );
  const shown = [...body.matchAll(/<label class="match-text"[^>]*>(.*?)<\/label>/g)].map((match) => match[1]);
  expect(shown).toEqual(['https://<wbr>été<wbr>.cap<wbr>.example/<wbr>&lt;ile&gt;/', 'Fini. Et .odt']);
});

test('a new session travels in the head, only when there is one', async () => {
  const frame = {
    ...frameOf('fr', { view: 'message', audience: 'pupil', person: null }),
    token: 'abc',
    address: '/runs/42',
  };
  const { page } = await render('shell', { title: 'x' }, frame);
  expect(page).toContain('<meta name="palier-session" content="abc" data-address="/runs/42">');
  expect(page.indexOf('palier-session')).toBeLessThan(page.indexOf('</head>'));
});

test.each([
  ['campaigns/landing', 'plain', ['Commencer']],
  ['runs/challenge', 'one-choice', ['Je valide', 'Je passe', 'Ce n’est pas toi']],
  ['runs/checkpoint', 'middle', ['Continuer', 'Réussi', 'Pas encore', 'Passé']],
  ['runs/result', 'to-send', ["J'envoie mes résultats"]],
  ['campaigns/picker', 'ready', ['Créer une campagne']],
  ['campaigns/campaign', 'class', ['Participants', 'Essayer comme un élève']],
])('the words that others rely on: %s %s', async (view, state, words) => {
  const sample = SAMPLES.find((one) => one.view === view && one.state === state);
  const { page } = await render(
    view,
    sample?.model ?? {},
    frameOf('fr', { view: 'message', audience: 'pupil', person: 'Inès' }),
  );
  for (const word of words) expect(page).toContain(word);
});

test('the first form of the picker is the ready one, with its first model chosen', async () => {
  const sample = SAMPLES.find((one) => one.view === 'campaigns/picker' && one.state === 'faults');
  const { body } = await render(
    'campaigns/picker',
    sample?.model ?? {},
    frameOf('fr', { view: 'message', audience: 'teacher', person: null }),
  );
  const first = body.slice(body.indexOf('<form'), body.indexOf('</form>'));
  expect(first).toContain('id="ready-form"');
  expect(first.match(/<input[^>]*name="model"[^>]*>/)?.[0]).toContain('checked');
  expect(first).toContain('name="competenceColumns"');
});

const POISON = `"'><i>poison</i> onpoison="1`;

/** Values that choose a class or an icon, never a text: the code makes them, people don't. */
const CHOSEN = new Set([
  'outcome',
  'status',
  'state',
  'domain',
  'format',
  'size',
  'method',
  'mode',
  'look',
  'choice',
  'frame',
]);

function poisoned(value: unknown, key: string): object {
  const seen = (inner: unknown, name: string): unknown => {
    if (typeof inner === 'string') return CHOSEN.has(name) || /html$/i.test(name) ? inner : POISON;
    if (Array.isArray(inner)) return inner.map((item) => seen(item, name));
    if (inner === null || typeof inner !== 'object') return inner;
    return Object.fromEntries(Object.entries(inner).map(([field, item]) => [field, seen(item, field)]));
  };
  return Object(seen(value, key));
}

function frameOf(
  locale: PageFrame['locale'],
  sample: Pick<Sample, 'view' | 'audience' | 'person' | 'place'>,
): PageFrame {
  return {
    locale,
    person: sample.person,
    audience: sample.audience,
    token: null,
    look: {},
    signedIn: sample.person !== null,
    address: '/dev/styleguide',
    place: placeOf(sample),
  };
}
