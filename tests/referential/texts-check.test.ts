import { expect, test } from 'vitest';
import { checkGenerated } from '../../src/content-check-generated.ts';
import { adviceOnTexts, readingEase } from '../../src/content-check-texts.ts';
import { readReferential } from '../../src/referential/load.ts';
import { loadBank, spoiled, withBank } from './bank.ts';

test('a misspelt word is told once, names, code and the words of ours are not', async () => {
  const text =
    "Ouvre la liste, qu'Idriss a téléchargé aujourd'hui, rends-toi à la paje 2 et tape `fichié` ; l'arpège pixelisera.";
  const bank = await loadBank(spoiled('tube/3-vers.yml', 'Ouvre la liste et donne le titre.', `"${text}"`));
  const unknown = (own: string[]) =>
    adviceOnTexts(bank, own)
      .filter((advice) => advice.includes('dictionnaire'))
      .map((advice) => /« (.+?) »/.exec(advice)?.[1]);
  expect(unknown(['pixelisera'])).toEqual(['paje']);
  expect(unknown(['pixelisera', 'paje'])).toEqual([]);
}, 30_000);

test('typewriter signs are pointed out', async () => {
  const bank = await loadBank(
    spoiled('tube/3-vers.yml', 'On cherche la suite exacte.', '\'Cherche "la suite" , puis attends...\''),
  );
  expect(adviceOnTexts(bank, []).filter((advice) => !advice.includes('dictionnaire'))).toHaveLength(3);
}, 30_000);

test('a generated challenge that can make nothing is left to its own check', async () => {
  const made = `type: qcu
kind: document
generate:
  values: { n: { from: 1, to: 9 } }
instruction: Choisis {{n}}.
choices: [{ text: "{{n}}", right: true }, { text: "{{n + 1}}", why: Trop. }]
explanation: C'est {{n}}.
seconds: 20
`;
  const { referential: bank } = await withBank({ 'tube/1-sans-document.yml': made }, (dir) =>
    readReferential(dir),
  );
  expect(bank.challenges.has('requete-1-sans-document')).toBe(true);
  expect(adviceOnTexts(bank, []).filter((advice) => advice.includes('sans-document'))).toEqual([]);
  expect(checkGenerated(bank, 2).problems).toEqual([
    expect.stringContaining('« kind: document » sans « document » ni « pictures » à examiner.'),
  ]);
}, 30_000);

test('short words in short sentences read more easily than long ones', () => {
  const easy =
    '<p>Le chat dort. Il a bu son lait. Puis il part au bois. Un rat passe. Le chat court. Il saute haut.</p>';
  const hard =
    "<p>L'administration responsable recommande une authentification complémentaire particulièrement rigoureuse, indépendamment des configurations individuelles préalablement enregistrées automatiquement par les organisations participantes et universitaires concernées.</p>";
  expect(readingEase(easy)).toBeGreaterThan(90);
  expect(readingEase(hard)).toBeLessThan(0);
  expect(readingEase('<p>Trop court.</p>')).toBeNull();
});
