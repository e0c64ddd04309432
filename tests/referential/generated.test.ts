import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGenerated, checkGeneratedTogether } from '../../src/content-check-generated.ts';
import { correct } from '../../src/engine/correct.ts';
import type { Challenge, Generator } from '../../src/referential/types.ts';
import { faultsOf, loadBank, withBank } from './bank.ts';

const SHOP = `type: qroc
kind: file
generate:
  tables:
    articles:
      - { nom: un cahier, prix: 2.5 }
      - { nom: une règle, prix: 1.2 }
      - { nom: une trousse, prix: 6 }
  values:
    prenom: { firstName: any }
    article: { one: articles }
    n: { from: 2, to: 9 }
    total: n * article.prix
    faux: total + article.prix
    lignes: { rows: 12, columns: { ref: { from: 10000, to: 99999 }, ville: { place: true }, double: ref * 2 } }
    jour: { date: 2026-01-05, until: 2026-03-05 }
  where:
    - total > 5
instruction: |
  {{prenom}} achète {{n}} fois {{article.nom}} le {{longDate(jour)}}. Combien paie-t-on ?
document: |
  | Ville | Réf. |
  |---|---|
  {{#each lignes as l}}
  | {{l.ville}} | {{l.ref}} |
  {{/each}}
attachments:
  - name: commande.csv
    label: La commande {{de(prenom)}}
    content: |
      rang;ville;ref
      {{#each lignes as l}}
      {{rank}};{{l.ville}};{{l.ref}}
      {{/each}}
fields:
  - id: total
    label: Total
    format: number
    unit: €
    accepted: ["{{total}}"]
    refused: ["{{faux}}", "{{total + 1}}"]
explanation: On multiplie {{n}} par {{fixed(article.prix, 2)}} €.{{#if n > 5}} C'est beaucoup.{{/if}}
seconds: 60
`;

async function generated(text = SHOP): Promise<Challenge & { generator: Generator }> {
  const bank = await loadBank({ 'tube/3-achat.yml': text });
  const challenge = bank.challenges.get('requete-3-achat');
  if (!challenge?.generator) throw new Error('no generator');
  return { ...challenge, generator: challenge.generator };
}

describe('a generated challenge', () => {
  test('is the same for the same seed, and differs between seeds', async () => {
    const [one, again] = [await generated(), await generated()];
    const seeds = Array.from({ length: 40 }, (_, index) => `pupil ${index}`);
    const made = seeds.map((seed) => one.generator.make(seed, 'runs/1'));
    expect(seeds.map((seed) => again.generator.make(seed, 'runs/1').instructionHtml)).toEqual(
      made.map((challenge) => challenge.instructionHtml),
    );
    expect(new Set(made.map((challenge) => challenge.instructionHtml)).size).toBeGreaterThan(30);
  });

  test('accepts the answer computed from what the pupil reads, whatever the seed', async () => {
    const { generator } = await generated();
    const prices: Record<string, number> = { 'un cahier': 2.5, 'une règle': 1.2, 'une trousse': 6 };
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const challenge = generator.make(seed, 'runs/7');
        const [, n, article = ''] = /achète (\d) fois (.+) le \d/u.exec(challenge.instructionHtml) ?? [];
        const total = Math.round(Number(n) * (prices[article] ?? 0) * 100) / 100;
        expect(total).toBeGreaterThan(5);
        const answer = (x: number) => ({ fields: { total: String(x).replace('.', ',') } });
        expect(correct(challenge, answer(total)).correct).toBe(true);
        expect(correct(challenge, answer(total + 1)).correct).toBe(false);
        const file = challenge.attachments[0]?.made?.().toString() ?? '';
        const rows = file.trim().split('\n');
        expect(rows).toHaveLength(13);
        expect(rows[3]).toMatch(/^3;[^;]+;\d{5}$/u);
        expect(challenge.documentHtml?.match(/<tr>/g)).toHaveLength(13);
      }),
      { numRuns: 60 },
    );
  });

  test('its files stand under the address of the run, never under its seed', async () => {
    const { generator } = await generated();
    const [file] = generator.make('a secret seed', 'runs/7').attachments;
    expect(file?.path).toBe('runs/7/requete-3-achat/commande.csv');
    expect(file?.bytes).toBe(file?.made?.().length);
    expect(file?.made?.().subarray(0, 3).toString('hex')).toBe('efbbbf');
  });

  test('keeps what was drawn when its texts change, or when a list grows', async () => {
    const values = ({ instructionHtml }: Challenge) => instructionHtml.replace('Voici.', '');
    const seeds = Array.from({ length: 60 }, (_, index) => `${index}`);
    const drawnBy = async (text: string) => {
      const { generator } = await generated(text);
      return seeds.map((seed) => values(generator.make(seed, 'runs/1')).replace(/\s+/g, ' '));
    };
    const before = await drawnBy(SHOP);
    expect(await drawnBy(SHOP.replace('Combien paie', 'Voici. Combien paie'))).toEqual(
      before.map((text) => text.replace('. Combien', '. Combien')),
    );
    const longer = await drawnBy(SHOP.replace('  values:', '      - { nom: une gomme, prix: 1 }\n  values:'));
    expect(longer.filter((text, index) => text === before[index]).length).toBeGreaterThan(20);
  });

  test('says what is wrong, where it is wrong', async () => {
    const faults = (from: string, to: string) => faultsOf({ 'tube/3-achat.yml': SHOP.replace(from, to) });
    expect(await faults('n * article.prix', 'n * prix')).toEqual([
      '…/3-achat.yml:13:12 formule « n * prix » : « prix » ne désigne rien ici : vérifie le nom, et que sa valeur est donnée plus haut.',
    ]);
    for (const [from, to, message] of [
      ['{{/each}}\nattach', 'attach', '21:11 il manque « {{/each}} ».'],
      ['- total > 5', '- total > 500', '4:3 « where » : aucun tirage ne convient en 200 essais.'],
      ['{ one: articles }', '{ un: articles }', '11:14 generate.values.article : un tirage'],
      ['["{{total}}"]', '["{{article.rien}}"]', 'pas de colonne « rien »'],
      ['["{{total}}"]', '["a {{lignes[0]}}"]', "une ligne entière ne s'écrit pas"],
      ['["{{total}}"]', '["{{total"]', '« {{ » sans « }} »'],
      ['{{n}} fois', '{{#if n}}{{n}}{{/if}} fois', 'ne dit pas vrai ou faux'],
      ['    n: {', '    string: {', '« string » est un mot réservé'],
    ] as const) {
      expect(await faults(from, to), to).toContainEqual(expect.stringContaining(message));
    }
    expect(
      await faultsOf({ 'tube/3-achat.yml': SHOP.replace(/generate:[\s\S]*?instruction/, 'instruction') }),
    ).toEqual(
      expect.arrayContaining([expect.stringContaining('« content » ne sert que dans une épreuve générée')]),
    );
  });
});

test('choices may come from tables, and what is right from a formula', async () => {
  const { generator } = await generated(`type: qcu
kind: quiz
generate:
  values:
    n: { from: 3, to: 30, count: 4 }
instruction: Quel est le plus grand nombre ?
choices:
  - "{{ n.map(x, {'text': x, 'right': x == max(n)}) }}"
explanation: C'est {{max(n)}}.
seconds: 20
`);
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const { choices } = generator.make(seed, 'runs/1');
      const numbers = choices.map((choice) => Number(choice.text));
      expect(new Set(numbers).size).toBe(4);
      expect(choices.map((choice) => choice.right)).toEqual(numbers.map((x) => x === Math.max(...numbers)));
    }),
    { numRuns: 60 },
  );
});

test('a picture drawn for the pupil is one to point at', async () => {
  const { generator } = await generated(`type: pointing
kind: quiz
generate:
  values:
    x: { from: 0, to: 500, step: 10 }
instruction: Montre le rond.
pictures:
  - name: plan.svg
    alt: Un rond et un carré
    content: |
      <svg xmlns="http://www.w3.org/2000/svg" width="600" height="200"><title>a</title><circle cx="{{x + 50}}" cy="50" r="40"/></svg>
zones:
  - { label: Le rond, right: true, circle: ["{{x + 50}}", 50, 45] }
  - { label: Le carré, rectangle: [20, 120, 60, 60] }
  - { label: Le bord, rectangle: [520, 120, 60, 60] }
explanation: Ainsi.
seconds: 20
`);
  const challenge = generator.make('a', 'runs/1');
  const [, cx] = /cx="(\d+)"/.exec(challenge.pictures[0]?.made?.().toString() ?? '') ?? [];
  expect(challenge.pictures[0]).toMatchObject({ width: 600, height: 200 });
  expect(correct(challenge, { points: [{ x: Number(cx), y: 50 }] }).correct).toBe(true);
  expect(correct(challenge, { points: [{ x: 50, y: 150 }] }).correct).toBe(false);
});

test('a setting drawn is true, false or a number, as its screens ask', async () => {
  const challenge = await generated(`type: qroc
kind: practical:settings
generate:
  values:
    n: { from: 2, to: 9 }
    on: { one: [true, false] }
instruction: Lis le volume.
practical:
  frame: phone
  screens:
    - id: accueil
      items:
        - { switch: muet, label: Muet, value: "{{on}}" }
        - { slider: volume, label: Volume, min: 0, max: 10, value: "{{n}}", when: "{{on ? {'muet': true} : {'muet': false} }}" }
alternative: Le volume est à {{n}}.
fields:
  - { id: volume, label: Volume, format: number, accepted: ["{{n}}"], refused: ["0", "1"] }
explanation: Il est à {{n}}.
seconds: 30
`);
  const made = challenge.generator.make('graine', 'runs/1').practical;
  const items = made?.component === 'settings' ? (made.config.screens[0]?.items ?? []) : [];
  const [muet, volume] = items.map((one) => ('value' in one ? one.value : null));
  expect([typeof muet, typeof volume]).toEqual(['boolean', 'number']);
  expect(items[1]?.when).toEqual({ muet });
});

test('two threads find what one does, each in its half of the challenges', async () => {
  const wrong = SHOP.replace('refused: ["{{faux}}"', 'refused: ["{{total}}"');
  const files = { 'tube/3-a.yml': SHOP, 'tube/3-b.yml': wrong, 'tube/3-c.yml': SHOP, 'tube/3-d.yml': wrong };
  const found = await withBank(files, (dir) => checkGeneratedTogether(dir, 25, 2));
  expect(found.problems.map((problem) => problem.replace(/« [^»]* »/u, '…'))).toEqual([
    'requete-3-b : variante 1 : … (total) est dans « refused » mais serait comptée juste.',
    'requete-3-d : variante 1 : … (total) est dans « refused » mais serait comptée juste.',
  ]);
  expect(found).toEqual(checkGenerated(await loadBank(files), 25));
});
