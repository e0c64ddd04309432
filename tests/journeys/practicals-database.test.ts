import { describe, expect, test } from 'vitest';
import { DATABASE, DATABASE_PLAIN, DATABASE_RECORDS } from '../../src/dev/database-sample.ts';
import { databaseShape } from '../../src/referential/practicals/database.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { accessible, enterByKeys, meets, PHONE, useGuide } from './practical-window.ts';

const tryOut = useGuide();

const expecting = (practical: Practical, ...expected: unknown[]): Practical =>
  ({ ...practical, expect: databaseShape.expect.parse(expected) }) as Practical;

describe('a database', () => {
  test('by mouse: tables linked by the wrong columns, then by the right ones, and grouped', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('database');
    const wanted = expecting(DATABASE, {
      result: {
        from: 'Livres',
        joins: [{ table: 'Emprunts', left: 'Livres.id', right: 'id_livre' }],
        columns: ['titre', 'jours'],
        conditions: [{ column: 'jours', test: 'more', value: 6 }],
        sort: [{ by: 'jours', down: true }],
      },
    });
    await window.getByRole('button', { name: 'Relier à Emprunts' }).click();
    for (const name of ['Livres › id', 'genre', 'pages', 'achat', 'Emprunts › id', 'id_livre', 'id_lecteur'])
      await window.getByRole('checkbox', { name, exact: true }).uncheck();
    await window.getByRole('button', { name: 'Ajouter une condition' }).click();
    await window.getByLabel('Colonne de la condition 1').selectOption('jours');
    await window.getByLabel('Comparaison de la condition 1').selectOption('est plus grand que');
    await window.getByLabel('Valeur de la condition 1').fill('6');
    await window.getByLabel('Trier par', { exact: true }).selectOption('jours');
    await window.getByLabel('Sens du tri 1').selectOption('du plus grand au plus petit (Z à A)');
    await expect.poll(() => meets(page, wanted)).toEqual([false]);
    await window.getByLabel('Colonne de Emprunts').selectOption('Emprunts › id_livre');
    await window.getByText('JOIN Emprunts ON Livres.id = Emprunts.id_livre').waitFor();
    await expect.poll(() => meets(page, wanted)).toEqual([true]);
    await accessible(page, 'a whole query');
    await window.getByLabel('Un groupe par').selectOption('genre');
    await window.getByLabel('Calculer', { exact: true }).selectOption('la moyenne');
    await window.getByLabel('De la colonne').selectOption('jours');
    await window.getByText('3 lignes').first().waitFor();
    await window.getByRole('button', { name: 'Ne garder que certains groupes' }).click();
    await window.getByLabel('Valeur pour les groupes').fill('12');
    const grouped = expecting(DATABASE, {
      result: {
        from: 'Livres',
        joins: [{ table: 'Emprunts', left: 'Livres.id', right: 'id_livre' }],
        conditions: [{ column: 'jours', test: 'more', value: 6 }],
        group: 'genre',
        measure: 'mean',
        of: 'jours',
        having: { test: 'more', value: 12 },
      },
    });
    await expect.poll(() => meets(page, grouped)).toEqual([true]);
    await accessible(page, 'groups');
  });

  test('on a phone, by taps: two conditions, all then any, one taken away', { timeout: 60_000 }, async () => {
    const { page, window } = await tryOut('database-plain', PHONE);
    const wanted = expecting(DATABASE_PLAIN, {
      result: {
        from: 'Livres',
        any: true,
        conditions: [
          { column: 'genre', test: 'is', value: 'poésie' },
          { column: 'pages', test: 'empty' },
        ],
      },
    });
    const heading = window.getByRole('heading', { name: 'Résultat' });
    await window.getByRole('button', { name: 'Voir le résultat' }).tap();
    await expect.poll(() => heading.evaluate((one) => one.matches(':focus'))).toBe(true);
    expect((await heading.boundingBox())?.y).toBeLessThan(844);
    await window.getByRole('button', { name: 'Ajouter une condition' }).tap();
    await window.getByLabel('Colonne de la condition 1').selectOption('genre');
    await window.getByLabel('Valeur de la condition 1').fill('poesie');
    await window.getByText('3 lignes').first().waitFor();
    await window.getByRole('button', { name: 'Ajouter une condition' }).tap();
    await window.getByLabel('Colonne de la condition 2').selectOption('pages');
    await window.getByLabel('Comparaison de la condition 2').selectOption('est vide');
    await window.getByText('0 ligne').first().waitFor();
    await expect.poll(() => meets(page, wanted)).toEqual([false]);
    await window.getByRole('radio', { name: 'Une seule condition suffit' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true]);
    await accessible(page, 'two conditions');
    await window.getByRole('button', { name: 'Retirer la condition 2' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([false]);
    await page.getByRole('button', { name: 'Annuler' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true]);
  });

  test('by the keyboard alone: a record mended, one added, one taken away', { timeout: 60_000 }, async () => {
    const { page, window } = await tryOut('database-records');
    const wanted = expecting(
      DATABASE_RECORDS,
      { changed: 'Livres', row: 4, to: { pages: 96 } },
      { added: 'Livres', cells: { titre: 'Le lagon', genre: 'poésie', achat: '2026-02-03' } },
      { gone: 'Livres', rows: [7] },
      { rest: 'kept' },
    );
    const tabTo = await enterByKeys(page);
    await tabTo('Ouvrir la fiche 4');
    await page.keyboard.press('Enter');
    await tabTo('pages');
    await page.keyboard.type('neuf');
    await tabTo('Enregistrer');
    await page.keyboard.press('Enter');
    await window.getByText('« pages » attend un nombre.').waitFor();
    await accessible(page, 'a record refused');
    await tabTo('pages');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('96');
    await tabTo('Enregistrer');
    await page.keyboard.press('Enter');
    await tabTo('Ajouter une fiche');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Le lagon');
    await tabTo('genre');
    await page.keyboard.type('poésie');
    await window.getByLabel('achat').fill('2026-02-03');
    await tabTo('Enregistrer');
    await page.keyboard.press('Enter');
    await window.getByText('9 fiches').waitFor();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, false, true]);
    await tabTo('Ouvrir la fiche 7');
    await page.keyboard.press('Enter');
    await tabTo('Supprimer la fiche');
    await page.keyboard.press('Enter');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true]);
  });
});
