import { describe, expect, test } from 'vitest';
import { PRINTING, SCANNING } from '../../src/dev/printer-scanner-sample.ts';
import { printerScannerShape } from '../../src/referential/practicals/printer-scanner-shape.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { accessible, enterByKeys, frameIn, keptIn, meets, PHONE, useGuide } from './practical-window.ts';

const tryOut = useGuide();

const expecting = (practical: Practical, ...expected: unknown[]): Practical =>
  ({ ...practical, expect: printerScannerShape.expect.parse(expected) }) as Practical;

describe('printing and scanning', () => {
  test('by mouse: a job that waits for its printer, mended part by part, then printed again as asked', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('printer-scanner');
    const wanted = expecting(
      PRINTING,
      { printed: { pages: '4-6', copies: 2, colour: 'grey', sides: 'long', printer: 'club' } },
      {
        printer: 'club',
        is: { ready: true, port: '192.168.1.57', driver: 'lumo' },
        by: [
          { port: 'club', to: '192.168.1.57' },
          { driver: 'club', to: 'lumo' },
        ],
      },
      { rest: 'kept' },
    );
    await window.getByRole('radio', { name: 'Seulement ces pages' }).check();
    await window.getByLabel('Pages à imprimer').fill('4-16');
    await window.getByText('Ce document n’a que 9 pages').waitFor();
    expect(await window.getByRole('button', { name: 'Imprimer', exact: true }).last().isDisabled()).toBe(
      true,
    );
    await window.getByLabel('Pages à imprimer').fill('4-6');
    await window.getByLabel('Exemplaires', { exact: true }).fill('0');
    await window.getByText('Écris un nombre de 1 à 99.').waitFor();
    await window.getByLabel('Exemplaires', { exact: true }).fill('1');
    await window.getByRole('button', { name: 'Plus : Exemplaires' }).click();
    await window.getByLabel('Recto verso').selectOption('Recto verso, relié par le grand côté');
    await window.getByText('4 feuilles (40 dans le bac)').waitFor();
    await window.getByText('Recto page 4').waitFor();
    await window.locator('[data-key="send"]').click();
    await window.getByText('Imprimante du club n’a pas tout imprimé').waitFor();
    await expect.poll(() => meets(page, wanted)).toEqual([false, false, false]);
    await window.getByRole('button', { name: 'Imprimantes', exact: true }).click();
    await window.getByLabel('Adresse où l’ordinateur envoie').fill('192.168.1.57');
    await window.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    // Out of colour ink: its own job is cancelled, another driver and greys are chosen.
    await window.getByText('Attend de l’encre de couleur.').waitFor();
    await window.getByRole('button', { name: 'Annuler « Le guide des grottes »' }).click();
    await window.getByLabel('Pilote').selectOption('Lumo 420');
    await accessible(page, 'the printers');
    await window.getByRole('button', { name: 'Imprimer', exact: true }).first().click();
    await window.getByLabel('Couleur', { exact: true }).selectOption('En niveaux de gris');
    await window.locator('[data-key="send"]').click();
    await window.getByText('pages 4, 5, 6, 2 exemplaires, 4 feuilles').waitFor();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true]);
  });

  test('on a phone, by taps: two papers scanned askew, then straight, into one file that is light enough', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('printer-scanner-scan', PHONE);
    const wanted = expecting(SCANNING, {
      scanned: { pages: ['lettre', 'photo'], format: 'pdf', text: true, mode: 'grey', fills: 90, under: 900 },
    });
    await window.getByRole('img', { name: 'papier posé de travers' }).waitFor();
    await window.getByLabel('Résolution').selectOption({ value: '300' });
    await window.getByLabel('Couleurs lues').selectOption('Niveaux de gris');
    await window.getByLabel('Sur la vitre').selectOption('Photo de la sortie');
    // A frame of one's own, drawn on the glass, then written.
    await window.getByLabel('Zone à lire').selectOption('Cadre à régler');
    await window.locator('.glass').scrollIntoViewIfNeeded();
    const glass = await window.locator('.glass').boundingBox();
    if (!glass) throw new Error('no glass');
    await page.mouse.move(glass.x + glass.width * 0.1, glass.y + glass.height * 0.1);
    await page.mouse.down();
    await page.mouse.move(glass.x + glass.width * 0.5, glass.y + glass.height * 0.4);
    await page.mouse.up();
    await expect.poll(() => window.getByLabel('Largeur (mm)').inputValue()).toBe('100');
    await window.getByLabel('Depuis la gauche (mm)').fill('900');
    await page.keyboard.press('Tab');
    await expect.poll(() => window.getByLabel('Largeur (mm)').inputValue()).toBe('10');
    expect(await frameIn(page).evaluate('document.activeElement.id')).toBe('edge-top');
    await window.getByLabel('Zone à lire').selectOption('Autour du papier');
    await window.getByLabel('Redresser').check();
    const scan = window.locator('[data-key="scan"]');
    await scan.tap();
    await window.getByLabel('Sur la vitre').selectOption('Lettre de la mairie');
    await window.getByLabel('Redresser').uncheck();
    await scan.tap();
    await window.getByRole('button', { name: 'Monter : Page 2 : Lettre de la mairie' }).tap();
    await window.getByLabel('Reconnaître le texte').check();
    await window.getByRole('button', { name: 'Enregistrer le fichier' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([false]);
    await page.getByRole('button', { name: 'Annuler' }).tap();
    await accessible(page, 'the scanner on a phone');
    await window.getByRole('button', { name: 'Retirer : Page 1 : Lettre de la mairie' }).tap();
    await window.getByLabel('Redresser').check();
    await scan.tap();
    await window.getByRole('button', { name: 'Monter : Page 2 : Lettre de la mairie' }).tap();
    await window.getByLabel('Compression').selectOption('Forte : fichier léger, image moins fine');
    await window.getByRole('button', { name: 'Enregistrer le fichier' }).tap();
    await window.getByText('La visite du gouffre est fixée au 12 mai.').waitFor();
    await expect.poll(() => meets(page, wanted)).toEqual([true]);
  });

  test('by the keyboard alone: a printer added, made the default, and tested', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('printer-scanner');
    const wanted = expecting(
      PRINTING,
      { printer: 'salle', is: { installed: true, standard: true, sides: 'short', colour: 'grey' } },
      { tested: 'salle' },
      { rest: 'kept' },
    );
    const tabTo = await enterByKeys(page);
    await tabTo('Imprimantes');
    await page.keyboard.press('Enter');
    await tabTo('Ajouter une imprimante');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    await tabTo('Ajouter');
    await page.keyboard.press('Enter');
    await window.getByRole('heading', { name: 'Imprimante de la salle' }).waitFor();
    await tabTo('Choisir par défaut');
    await page.keyboard.press('Enter');
    await tabTo('Imprimer une page d’essai');
    await page.keyboard.press('Enter');
    await window.getByText('1 page d’essai sortie').waitFor();
    await expect.poll(() => meets(page, wanted)).toEqual([false, true, true]);
    await window.getByLabel('Recto verso').focus();
    await page.keyboard.press('End');
    await tabTo('Couleur');
    await page.keyboard.press('End');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true]);
    await page.getByRole('button', { name: 'Recommencer' }).click();
    await expect.poll(() => keptIn(page)).toBe('');
  });
});
