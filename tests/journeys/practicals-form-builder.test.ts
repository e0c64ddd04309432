import { describe, expect, test } from 'vitest';
import { FORM } from '../../src/dev/form-builder-sample.ts';
import { formBuilderShape } from '../../src/referential/practicals/form-builder.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { accessible, enterByKeys, keptIn, meets, PHONE, useGuide } from './practical-window.ts';

const tryOut = useGuide();

const expecting = (...expected: unknown[]): Practical =>
  ({ ...FORM, expect: formBuilderShape.expect.parse(expected) }) as Practical;

describe('a maker of forms', () => {
  test('by mouse: a question added with the wrong type, then mended; one copied, moved, deleted', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('form-builder');
    const wanted = expecting(
      {
        question: {
          title: 'Quels jours viens-tu ?',
          type: 'several',
          choices: ['Lundi', 'Mardi'],
          required: true,
        },
      },
      { order: ['age', 'nom'] },
      { gone: ['mot'] },
      { rest: 'kept' },
    );
    const card = (name: string) => window.getByRole('button', { name });
    await card('Ton âge').click();
    // A warning comes and goes while one types.
    const crossed = window.locator('.warning', { hasText: 'La limite du bas est plus grande' });
    const most = await window.getByLabel('Plus grand nombre').inputValue();
    await window.getByLabel('Plus grand nombre').fill('2');
    await crossed.waitFor();
    await window.getByLabel('Plus grand nombre').fill(most);
    await crossed.waitFor({ state: 'hidden' });
    await window.getByRole('button', { name: 'Monter' }).click();
    await card('Un mot pour nous').click();
    await window.getByRole('button', { name: 'Supprimer' }).click();
    await card('Ton niveau').click();
    await window.getByRole('button', { name: 'Ajouter une question' }).click();
    await window.getByLabel('Question', { exact: true }).fill('Quels jours viens-tu ?');
    await window.getByLabel('Type de réponse').selectOption('Choix unique');
    await window.getByLabel('Choix 1', { exact: true }).fill('Lundi');
    await window.getByLabel('Choix 1', { exact: true }).press('Enter');
    await page.keyboard.type('Mardi');
    await window.getByRole('checkbox', { name: 'Réponse obligatoire' }).check();
    await accessible(page, 'a question being written');
    await expect.poll(() => meets(page, wanted)).toEqual([false, true, true, true]);
    await window.getByLabel('Type de réponse').selectOption('Choix multiples');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true]);
    // What was just typed is copied too.
    await window.getByLabel('Question', { exact: true }).fill('Et le midi ?');
    await window.getByRole('button', { name: 'Dupliquer' }).click();
    await card('8. Et le midi').waitFor();
    await expect.poll(() => meets(page, wanted)).toEqual([false, true, true, false]);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([false, true, true, true]);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true]);
  });

  test('on a phone, by taps: a condition, tried in the preview, then settings', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('form-builder', PHONE);
    const wanted = expecting(
      { path: { answers: { loue: 'Oui' }, shown: ['pointure'] } },
      { path: { answers: { loue: 'Non' }, hidden: ['pointure'] } },
      { setting: 'closes', is: '2026-05-04' },
      { setting: 'once', is: true },
      { rest: 'kept' },
    );
    await window.getByRole('button', { name: 'Ton nom et ton prénom' }).tap();
    await window.getByText('Il faut avant elle une question à choix').waitFor();
    await window.getByRole('button', { name: 'Ta pointure' }).tap();
    await window.getByRole('checkbox', { name: 'Montrer seulement si…' }).tap();
    await window.getByLabel('Réponse de la condition').selectOption('Non');
    await expect.poll(() => meets(page, wanted)).toEqual([false, false, false, false, true]);
    await window.getByLabel('Comparaison').selectOption('n’est pas');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, false, false, true]);

    await window.getByRole('button', { name: 'Aperçu' }).tap();
    await window.getByRole('button', { name: 'Envoyer' }).tap();
    expect(await window.getByText('Il faut une réponse.').count()).toBe(2);
    await accessible(page, 'answers refused');
    await window.getByLabel('Ton nom et ton prénom').fill('Maud');
    await window.getByLabel('Ton âge').fill('7');
    await window.getByRole('radio', { name: 'Non' }).tap();
    expect(await window.getByLabel('Ta pointure').count()).toBe(0);
    await window.getByRole('radio', { name: 'Oui' }).tap();
    await window.getByLabel('Ta pointure').waitFor();
    await window.getByRole('checkbox', { name: 'Samedi' }).tap();
    await window.getByRole('heading', { name: 'Pour finir' }).waitFor();
    await window.getByRole('button', { name: 'Envoyer' }).tap();
    await window.getByText('Pas moins de 8.').waitFor();
    await window.getByLabel('Ton âge').fill('8');
    // The fault that goes moves the button: a tap may miss it, and is made again as one would.
    const sent = window.getByText('À bientôt sur les pistes');
    await expect
      .poll(
        async () => {
          if ((await sent.count()) === 0) await window.getByRole('button', { name: 'Envoyer' }).tap();
          return sent.count();
        },
        { interval: 1000, timeout: 20_000 },
      )
      .toBe(1);

    await window.getByRole('button', { name: 'Réglages' }).tap();
    await window.getByLabel('Dernier jour pour répondre').fill('2026-05-04');
    await window.getByRole('checkbox', { name: 'Une seule réponse par personne' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true, true]);
    await window.getByRole('button', { name: 'Aperçu' }).tap();
    await window.getByText('Réponds au plus tard le 4 mai 2026.').waitFor();
    await window.getByRole('button', { name: 'Réponses' }).tap();
    await window.getByRole('cell', { name: 'Samedi, Dimanche' }).waitFor();
  });

  test('by the keyboard alone: arrows between questions, one written, one deleted', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('form-builder');
    const wanted = expecting(
      { question: { of: 'loue', required: false } },
      { gone: ['mot'] },
      { rest: 'kept' },
    );
    const tabTo = await enterByKeys(page);
    await tabTo('1. Ton nom');
    // One stop for the whole list: the next is the button below it.
    await page.keyboard.press('Tab');
    await tabTo('Ajouter une question');
    await page.keyboard.press('Shift+Tab');
    for (let times = 0; times < 2; times += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo('Réponse obligatoire');
    await page.keyboard.press('Space');
    await expect.poll(() => meets(page, wanted)).toEqual([true, false, true]);
    await page.keyboard.press('Space');
    // Nothing is left of what was done: an answer not begun.
    await expect.poll(() => keptIn(page)).toBe('');
    await page.keyboard.press('Space');
    await window.getByRole('button', { name: 'Loues-tu des skis' }).first().focus();
    for (let times = 0; times < 5; times += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo('Supprimer');
    await page.keyboard.press('Enter');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true]);
  });
});
