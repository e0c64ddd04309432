import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { DEFAULT_POLICY } from '../../src/engine/method.ts';
import { translator } from '../../src/i18n/translate.ts';
import { drawnExample, explain } from '../../src/runs/how-it-works.ts';
import { type Site, startSite } from '../security/site.ts';
import { realBank } from '../support/content.ts';

const t = translator('fr');

test('the figures told are those of the rules', async () => {
  const { numbers } = explain(t, await realBank(), { maxLevel: 6, retryDays: 4 });
  expect(numbers).toEqual({
    validated: 13,
    targeted: 22,
    percent: 59,
    stars: 2,
    oneStar: 21,
    twoStars: 51,
    threeStars: 81,
    pixOfTwo: 4,
    pixOfFour: 2,
    pix: 20,
    level: 2,
    missing: 4,
    levels: 8,
    competences: 16,
    total: 1024,
    maxLevel: 6,
    retryDays: 4,
  });
});

describe('the drawn example', () => {
  const states = (panel: number) => drawnExample(t)[panel]?.steps.map(({ state }) => state);

  test('says what the engine infers and asks next', () => {
    expect(states(0)).toEqual(['inferred', 'inferred', 'direct', 'open', 'open', 'open', 'open', 'open']);
    const after = ['missed', 'ruled-out', 'ruled-out', 'ruled-out'];
    expect(states(1)).toEqual(['inferred', 'inferred', 'direct', 'open', ...after]);
    expect(states(2)).toEqual(['inferred', 'inferred', 'direct', 'asked', ...after]);
    expect(drawnExample(t).map(({ caption }) => caption.match(/\d/g)?.join(''))).toEqual([
      '312',
      '568',
      '427',
    ]);
  });

  test('holds for our method too, whatever the seed: the same question comes next', () => {
    const scope = Array.from({ length: 8 }, (_, i) => {
      return { id: String(i + 1), tube: 'topic', competence: 'competence', level: i + 1, guess: 0 };
    });
    const attempts = [
      { skill: '3', correct: true, guess: 0 },
      { skill: '5', correct: false, guess: 0 },
    ];
    const engine = createEngine(scope, DEFAULT_POLICY);
    const asked = Array.from({ length: 50 }, (_, seed) => engine.next(attempts, `${seed}`).skill);
    expect(new Set(asked)).toEqual(new Set(['4']));
    const validated = engine.knowledge(attempts).filter(({ status }) => status === 'validated');
    expect(validated.map(({ skill }) => skill)).toEqual(['1', '2', '3']);
  });
});

describe('the page', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  }, 60_000);
  afterAll(() => site?.close());

  const read = async (address: string, language = 'fr') => {
    const answer = await fetch(site.url + address, { headers: { 'accept-language': language } });
    return { status: answer.status, html: await answer.text() };
  };

  test('is read without a session, in both languages', async () => {
    const french = await read('/how-it-works');
    expect(french.status).toBe(200);
    expect(french.html).toMatch(/<h1>Comment ça marche/);
    expect(french.html).toMatch(/13 acquis sur 22, cela fait 59/);
    expect(french.html).toContain('1\u202f024 pix');
    expect(french.html).not.toContain('data-shell');
    expect((await read('/how-it-works', 'en')).html).toContain('<h1>How does it work?</h1>');
  });

  test.each([
    ['/runs/42/result', true],
    ['/campaigns/BCDFGH234/entry', true],
    ['https://evil.example/', false],
    ['//evil.example/runs/1', false],
    ['/runs/1/result/../../../lti/login', false],
  ])('goes back to the page it came from, and nowhere else: %s', async (back, kept) => {
    const { html } = await read(`/how-it-works?back=${encodeURIComponent(back)}`);
    expect(html.includes(`href="${back}"`)).toBe(kept);
    expect(html.includes('class="back"')).toBe(kept);
  });
});
