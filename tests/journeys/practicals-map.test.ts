import { describe, expect, test } from 'vitest';
import { MAP } from '../../src/dev/map-sample.ts';
import { mapShape } from '../../src/referential/practicals/map-shape.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { accessible, enterByKeys, keptIn, meets, PHONE, useGuide } from './practical-window.ts';

const tryOut = useGuide();

const expecting = (...expected: unknown[]): Practical =>
  ({ ...MAP, expect: mapShape.expect.parse(expected) }) as Practical;

describe('a map', () => {
  test('by mouse: a mark on the map, told what misses, dragged to its place; a camera turned', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('map');
    const wanted = expecting(
      { mark: { at: [200, 220], within: 8, category: 'Éclairage', values: { urgent: 'Non' } } },
      { filmed: ['cour'] },
      { rest: 'kept' },
    );
    const map = window.getByRole('application', { name: 'Carte : Valbois' });
    const { width, height } = (await map.boundingBox()) ?? { width: 0, height: 0 };
    const at = (x: number, y: number) => ({ x: (x / 400) * width, y: (y / 300) * height });
    await map.click({ position: at(200, 260) });
    await window.getByRole('heading', { name: 'Point choisi' }).waitFor();
    await window.getByRole('button', { name: 'Signaler un problème ici' }).click();
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await window.getByText('Choisis une catégorie.').waitFor();
    await window.getByLabel('Catégorie').selectOption('Éclairage');
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await window.getByText('Il manque une réponse : Danger immédiat.').waitFor();
    await window.getByLabel('Danger immédiat').selectOption('Non');
    await window.getByLabel('Ce que l’on voit').fill('Lampadaire éteint');
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([false, false, true]);
    const box = (await map.boundingBox()) ?? { x: 0, y: 0 };
    const [from, to] = [at(200, 260), at(202, 221)];
    await page.mouse.move(box.x + from.x, box.y + from.y);
    await page.mouse.down();
    await page.mouse.move(box.x + to.x, box.y + to.y, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => meets(page, wanted)).toEqual([true, false, true]);
    await window.getByRole('option', { name: 'Caméra 1' }).click();
    await window.getByText('aucun lieu nommé sur le plan').waitFor();
    for (let turns = 0; turns < 7; turns += 1)
      await window.getByRole('button', { name: 'Tourner à droite' }).click();
    await window.getByRole('definition').filter({ hasText: 'Parking' }).first().waitFor();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true]);
    await accessible(page, 'a camera');
    await window.getByRole('switch', { name: 'Allumée' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, false, true]);
  });

  test('on a phone, by taps: a layer, a card, a mark moved by its list, a way, a setting', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('map', PHONE);
    const wanted = expecting(
      { shown: ['eau', 'velo'] },
      { mark: { of: 'trou', place: 'ecole' } },
      { way: ['ecole', 'mairie'] },
      { setting: 'garde', is: ['1 mois'] },
      { rest: 'kept' },
    );
    // A place stands a finger's width from this crossing: what is nearer to the finger is chosen.
    const map = window.getByRole('application', { name: 'Carte : Valbois' });
    const { width, height } = (await map.boundingBox()) ?? { width: 0, height: 0 };
    for (const [name, x, y] of [
      ['Boulangerie', 138, 67],
      ['Carrefour Avenue de la Gare / Rue Haute', 120, 80],
    ] as const) {
      await map.tap({ position: { x: (x / 400) * width, y: (y / 300) * height } });
      await window.getByRole('heading', { name }).waitFor();
    }
    await window.getByRole('checkbox', { name: 'Fontaines' }).tap();
    await window.getByRole('searchbox').fill('fontaine');
    await window.getByRole('heading', { name: '1 résultat' }).waitFor();
    await window.getByRole('option', { name: 'Fontaine du square' }).tap();
    await window.getByText('potable').waitFor();
    await accessible(page, 'a card on a phone');
    await window.getByRole('searchbox').fill('');
    await window.getByRole('option', { name: /^Propreté/ }).tap();
    await window.getByRole('heading', { name: 'Propreté' }).waitFor();
    expect(await window.getByRole('button', { name: 'Supprimer' }).count()).toBe(0);
    await window.getByRole('option', { name: /^Chaussée/ }).tap();
    await window.getByRole('button', { name: 'Déplacer' }).tap();
    await window.getByRole('option', { name: 'École', exact: true }).tap();
    await window.getByRole('button', { name: 'Déplacer ici' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, false, false, true]);
    await window.getByRole('option', { name: 'École', exact: true }).tap();
    await window.getByRole('button', { name: 'Partir d’ici' }).tap();
    await window.getByRole('option', { name: /^Hippo/ }).tap();
    await window.getByRole('button', { name: 'Aller ici' }).tap();
    await window.getByText('360 m', { exact: true }).waitFor();
    await window.getByLabel('Images gardées').selectOption('1 mois');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true, true]);
    await page.getByRole('button', { name: 'Annuler' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, false, true]);
  });

  test('by the keyboard alone: coordinates, the reticle, a mark at a crossing, then taken away', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('map');
    const wanted = expecting(
      { mark: { crossing: ['Avenue de la Gare', 'Rue du Puits'], by: 'ecole', category: 'Chaussée' } },
      { rest: 'kept' },
    );
    const tabTo = await enterByKeys(page);
    await tabTo('Lieu, rue');
    await page.keyboard.type('x 900 y 20');
    await page.keyboard.press('Enter');
    await window.getByText('Ces coordonnées sont hors de la carte.').first().waitFor();
    await window.getByRole('searchbox').fill('122 ; 150');
    await page.keyboard.press('Enter');
    await window.getByRole('heading', { name: 'Rue Haute' }).waitFor();
    await window.getByRole('searchbox').fill('');
    await tabTo('Carte');
    await accessible(page, 'the reticle');
    for (let steps = 0; steps < 6; steps += 1) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => window.getByRole('status').textContent()).toContain('x 62, y 150');
    await page.keyboard.press('+');
    for (let steps = 0; steps < 14; steps += 1) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await window.getByRole('heading', { name: /^Carrefour Avenue de la Gare/ }).waitFor();
    await tabTo('Signaler un problème ici');
    await page.keyboard.press('Enter');
    await tabTo('Catégorie');
    await page.keyboard.type('Ch');
    await tabTo('Danger');
    await page.keyboard.type('O');
    await tabTo('Enregistrer');
    await page.keyboard.press('Enter');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true]);
    await tabTo('Supprimer');
    await page.keyboard.press('Enter');
    // Nothing is left of what was done: an answer not begun.
    await expect.poll(() => keptIn(page)).toBe('');
  });
});
