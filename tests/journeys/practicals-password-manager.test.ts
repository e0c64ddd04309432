import { describe, expect, test } from 'vitest';
import { VAULT } from '../../src/dev/password-manager-sample.ts';
import { vaultShape } from '../../src/referential/practicals/password-manager.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { accessible, enterByKeys, keptIn, meets, PHONE, useGuide } from './practical-window.ts';

const tryOut = useGuide();

const expecting = (...expected: unknown[]): Practical =>
  ({ ...VAULT, expect: vaultShape.expect.parse(expected) }) as Practical;

describe('a vault of passwords', () => {
  test('by mouse: what is reused is changed, first badly; an entry is added, another put back', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('password-manager');
    const wanted = expecting(
      { entry: { of: 'club', password: { length: 16, kinds: ['lower', 'upper', 'digit', 'sign'] } } },
      { entry: { name: 'Cinéma', address: 'https://cinema.example/', password: { atLeast: 12 } } },
      { rest: 'kept' },
    );
    await window.getByRole('button', { name: 'Rapport' }).click();
    await window.getByRole('heading', { name: 'Réutilisés : 1 mot de passe' }).waitFor();
    await window.getByRole('button', { name: 'Club de badminton' }).first().click();
    await window.getByText('12 septembre 2021').waitFor();
    await window.getByRole('button', { name: 'Afficher le mot de passe' }).click();
    await window.getByText('Bambou-47-volant').waitFor();
    await window.getByRole('button', { name: 'Modifier' }).click();
    await window.getByLabel('Mot de passe', { exact: true }).fill('Bambou-47-volant8');
    await window.getByText('Force : bonne.').waitFor();
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([false, false, true]);
    await window.getByRole('button', { name: 'Modifier' }).click();
    await window.getByLabel('Longueur').fill('16');
    for (const kind of ['Majuscules', 'Chiffres', 'Signes']) await window.getByLabel(kind).check();
    await window.getByRole('button', { name: 'Tirer au hasard' }).click();
    await accessible(page, 'the form');
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await window.getByText('11 mars 2026').waitFor();
    await expect.poll(() => meets(page, wanted)).toEqual([true, false, true]);
    await window.getByRole('button', { name: 'Nouvelle entrée' }).click();
    await window.getByLabel('Service').fill('Cinéma du port');
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await window.getByText('Donne l’adresse du site').waitFor();
    await window.getByLabel('Adresse du site').fill('cinema.example');
    await window.getByRole('button', { name: 'Tirer au hasard' }).click();
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true]);
    await window.getByRole('searchbox', { name: 'Chercher' }).fill('brume');
    await window.getByText('1 entrée', { exact: true }).waitFor();
    await window.getByRole('button', { name: /^Messagerie Brume/ }).click();
    await window.getByRole('button', { name: 'Supprimer' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, false]);
    await window.getByRole('button', { name: 'Remettre' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true]);
  });

  test('on a phone, by taps: the vault fills the true page and not the other; two steps are set', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('password-manager', PHONE);
    const wanted = expecting(
      { signed: 'vraie', as: 'biblio' },
      { reported: ['fausse'] },
      { twoStep: 'mail', way: 'app', code: '402 913', kept: 'Feuille rangée chez soi' },
      { rest: 'kept' },
    );
    await window.getByRole('button', { name: 'Pages de connexion' }).tap();
    await window.getByRole('button', { name: 'Remplir avec « Bibliothèque Alizé »' }).tap();
    await window.getByRole('button', { name: 'Se connecter' }).tap();
    await window.getByText('envoyés à compte.biblio-alize.example.').first().waitFor();
    // What was copied can be given to the wrong page by hand.
    await window.getByRole('button', { name: 'Coffre', exact: true }).tap();
    await window.getByRole('button', { name: /^Bibliothèque Alizé/ }).tap();
    await window.getByRole('button', { name: 'Copier le mot de passe' }).tap();
    await window.getByText('Copié', { exact: true }).waitFor();
    await window.getByRole('button', { name: 'Pages de connexion' }).tap();
    await window.getByRole('button', { name: 'Lien d’un SMS' }).tap();
    await window.getByText('Le coffre n’a aucune entrée pour biblio-alize.prets.example.').waitFor();
    await window.getByLabel('Identifiant', { exact: true }).fill('maud.k');
    await window.getByRole('button', { name: 'Coller dans « Mot de passe »' }).tap();
    await window.getByLabel('Code', { exact: true }).fill('111111');
    await accessible(page, 'a page on a phone');
    await window.getByRole('button', { name: 'Se connecter' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true, false, false, false]);
    await page.getByRole('button', { name: 'Annuler' }).tap();
    await window.getByRole('button', { name: 'Signaler une fausse page' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, false, true]);
    await window.getByRole('button', { name: 'Lien d’un SMS, Page signalée' }).waitFor();
    await window.getByRole('button', { name: 'Coffre', exact: true }).tap();
    await window.getByRole('button', { name: 'Toutes les entrées' }).tap();
    await window.getByRole('button', { name: /^Messagerie Brume/ }).tap();
    await window.getByRole('button', { name: 'Régler' }).tap();
    await window.getByLabel('Code d’une application du téléphone').check();
    // The code is read elsewhere: the form begun waits.
    await window.getByRole('button', { name: 'Téléphone' }).tap();
    await window.getByText('402 913').waitFor();
    await window.getByRole('button', { name: 'Coffre', exact: true }).tap();
    await window.getByLabel('Code à six chiffres').fill('402913');
    await window.getByRole('button', { name: 'Enregistrer' }).tap();
    await window.getByText('Choisis où ranger les codes de secours.').waitFor();
    await window.getByLabel('Codes de secours rangés').selectOption('Feuille rangée chez soi');
    await window.getByRole('button', { name: 'Enregistrer' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true]);
  });

  test('by the keyboard alone: arrows in the list, an entry renamed, then all as it was', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('password-manager');
    const wanted = expecting(
      { entry: { of: 'club', name: 'Volants', password: { atLeast: 12 } } },
      { rest: 'kept' },
    );
    const tabTo = await enterByKeys(page);
    await tabTo('B');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await window.getByRole('heading', { name: 'Club de badminton' }).waitFor();
    await tabTo('Modifier');
    await page.keyboard.press('Enter');
    await tabTo('Service');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Volants');
    await page.keyboard.press('Enter');
    await expect.poll(() => meets(page, wanted)).toEqual([false, true]);
    await tabTo('Modifier');
    await page.keyboard.press('Enter');
    await tabTo('Un caractère de plus');
    for (let more = 0; more < 4; more += 1) await page.keyboard.press('Enter');
    await tabTo('Tirer au hasard');
    await page.keyboard.press('Enter');
    await tabTo('Enregistrer');
    await page.keyboard.press('Enter');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true]);
    await page.getByRole('button', { name: 'Recommencer' }).focus();
    await page.keyboard.press('Enter');
    // Nothing is left of what was done: an answer not begun.
    await expect.poll(() => keptIn(page)).toBe('');
  });
});
