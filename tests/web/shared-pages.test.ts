import path from 'node:path';
import { expect, test } from 'vitest';
import { placeOf } from '../../src/dev/sample.ts';
import { SAMPLES } from '../../src/dev/styleguide.ts';
import { createAssets } from '../../src/web/assets.ts';
import { createRender, type Render } from '../../src/web/page.ts';
import { createSharedRender } from '../../src/web/shared-pages.ts';
import type { PageFrame } from '../../src/web/views.ts';

const root = path.join(import.meta.dirname, '../..');
const assets = createAssets(path.join(root, 'public'), { watch: false });
const plain = createRender(path.join(root, 'views'), assets, { cache: true });
let renders = 0;
const counted: Render = (...given) => {
  renders += 1;
  return plain(...given);
};
const shared = createSharedRender(counted, { cache: true });

const PEOPLE = ['Inès', `<i>"O'Neil" & $1 $&</i>`, '', null] as const;
const frameOf = (more: Partial<PageFrame>): PageFrame => ({
  locale: 'fr',
  person: null,
  audience: 'pupil',
  token: null,
  look: {},
  signedIn: true,
  address: '/campaigns/BCDFGH234/entry',
  place: 'elsewhere',
  ...more,
});

test.each(SAMPLES.map((sample) => [`${sample.view} ${sample.state}`, sample] as const))(
  '%s: the bytes that each reader would get alone',
  async (_name, sample) => {
    for (const [at, person] of PEOPLE.entries()) {
      const { audience } = sample;
      const token = at === 3 ? null : `token-${at}`;
      const frame = frameOf({ audience, person, token, place: placeOf(sample) });
      const { page } = await plain(sample.view, sample.model, frame);
      expect((await shared(sample.view, sample.model, frame)).toString()).toBe(page);
    }
  },
);

test('a class is rendered once; whoever reads otherwise, or something else, gets their own', async () => {
  const model = { title: 'Un parcours', paragraphs: ['Une phrase.'], action: null };
  const text = async (more: Partial<PageFrame>, own: object = model) =>
    (await shared('message', own, frameOf({ person: 'Inès', token: 't', ...more }))).toString();
  renders = 0;
  for (const person of ['Inès', 'Noé', 'Lina'])
    expect(await text({ person, token: person })).toContain(person);
  expect(renders).toBe(1);
  expect(await text({ locale: 'en' })).toContain('lang="en"');
  expect(await text({ look: { theme: 'dark' } })).toContain('data-theme="dark"');
  expect(await text({ address: '/runs/7' })).toContain('data-address="/runs/7"');
  expect(await text({}, { ...model, paragraphs: ['Une autre.'] })).toContain('Une autre.');
  expect(await text({ person: 'token', token: 'person' })).toContain('content="person"');
  expect(renders).toBe(5);
});
