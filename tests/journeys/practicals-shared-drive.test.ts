import { expect, test } from 'vitest';
import { DRIVE } from '../../src/dev/drive-sample.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { driveShape } from '../../src/referential/practicals/shared-drive.ts';
import { accessible, enterByKeys, keptIn, meets, PHONE, useGuide } from './practical-window.ts';

/** The online space in a real browser: by mouse, by touch, by keyboard, right and wrong, with axe. */

const tryOut = useGuide();

const expecting = (...expected: unknown[]): Practical =>
  ({ ...DRIVE, expect: driveShape.expect.parse(expected) }) as Practical;

test('by mouse: a link too wide, then right; rights given, taken and inherited', {
  timeout: 60_000,
}, async () => {
  const { page, window } = await tryOut('shared-drive');
  const wanted = expecting(
    { link: 'affiche', scope: 'anyone', right: 'read', until: '2026-03-20', password: 0 },
    {
      right: 'comment',
      of: 'malo',
      on: 'affiche',
      by: [{ share: 'affiche', with: 'malo', right: 'comment' }],
    },
    {
      right: 'none',
      of: 'rok',
      on: 'voyage',
      inside: true,
      by: [{ share: 'voyage', with: 'parents', right: 'none' }],
    },
    { access: 'kept' },
    { rest: 'kept' },
  );
  const press = (name: string | RegExp) => window.getByRole('button', { name }).first().click();
  await press('Affiche');
  await press('Partager');
  await press('Essayer le lien sans compte');
  const visit = window.getByRole('group', { name: 'Ce que voit une personne sans compte' });
  await visit.getByText('On peut lire et modifier.').waitFor();
  await window.getByLabel('Ce que le lien permet').selectOption('read');
  await visit.getByText('On peut seulement lire.').waitFor();
  await window.getByLabel('Dernier jour (facultatif)').fill('2026-03-10');
  await visit.getByText(/Ce lien est terminé/).waitFor();
  await window.getByLabel('Dernier jour (facultatif)').fill('2026-03-20');
  await visit.getByText('Départ à 8 h 15').waitFor();
  await window.getByRole('radio', { name: /^Les personnes de l’établissement/ }).check();
  await visit.getByText('Il faut se connecter').waitFor();
  await expect.poll(() => meets(page, wanted)).toEqual([false, false, false, false, true]);
  await window.getByRole('radio', { name: /^Toute personne qui a le lien/ }).check();
  await press('Ajouter');
  await window.getByText('Choisis une personne ou un groupe.').waitFor();
  await window.getByLabel('Ajouter une personne ou un groupe').selectOption('malo');
  await press('Ajouter');
  await window.getByLabel('Droit de Malo').selectOption('comment');
  await accessible(page, 'a document shared');
  await press('Fichiers');
  await press('Voyage');
  await press('Budget');
  await press('Partager');
  await window.getByRole('heading', { name: /^Hérité de/ }).waitFor();
  await press(/^Régler/);
  await press('Retirer l’accès de Parents');
  // Lost for who only reads by the link: its right was narrowed, as was asked, for all.
  await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, false, true]);
  await press('Retirer l’accès de Bureau');
  await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, false, false]);
  await page.getByRole('button', { name: 'Annuler' }).click();
  await window.getByRole('button', { name: 'Retirer l’accès de Bureau' }).waitFor();
  await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, false, true]);
  // By the link of a folder, a visitor sees what has its rights, and nothing else.
  await window.getByRole('radio', { name: /^Toute personne qui a le lien/ }).check();
  await press('Essayer le lien sans compte');
  const seen = () => visit.getByRole('listitem').allInnerTexts();
  await expect.poll(seen).toEqual(['Budget', 'Plan du car']);
  await press('Retour');
  await window.getByRole('checkbox', { name: /^Reprendre aussi les droits/ }).uncheck();
  await press('Fichiers');
  await press('Voyage');
  await press('Partager ce dossier');
  await press('Essayer le lien sans compte');
  await expect.poll(seen).toEqual(['Plan du car']);
});

test('on a phone, by taps: a version restored, a text, a comment, a copy, a place', {
  timeout: 60_000,
}, async () => {
  const { page, window } = await tryOut('shared-drive', PHONE);
  const wanted = expecting(
    { restored: 'budget', version: 'v2' },
    { labelled: 'v2', says: ['bonne'] },
    { text: 'affiche', is: 'Départ à 9 h' },
    { commented: 'avis', says: ['merci'] },
    { place: 'affiche', in: 'voyage' },
    { gone: 'long' },
    { rest: 'kept' },
  );
  const tap = (name: string | RegExp) =>
    window
      .getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) })
      .first()
      .tap();
  await tap('Voyage');
  await tap('Budget');
  await tap('Historique');
  await tap(/^Restaurer la version du 2 mars/);
  await window.getByText(/^Restaurée\s: celle du 2 mars, 18\sh\s40, par Awa \(toi\)$/).waitFor();
  await expect.poll(() => meets(page, wanted)).toEqual([false, false, false, false, false, false, true]);
  await tap(/^Voir ou cacher la version du 10 mars/);
  await tap(/^Restaurer la version du 10 mars/);
  await tap(/^Nommer la version du 10 mars/);
  await window.getByLabel('Nom', { exact: true }).fill('La bonne');
  await window.getByRole('dialog').getByRole('button', { name: 'Nommer' }).tap();
  await accessible(page, 'a history on a phone');
  await tap('Fichiers');
  await tap('Affiche');
  await window.getByLabel('Texte d’Affiche').fill('Départ à 9 h');
  await tap('Options : Affiche');
  await tap('Déplacer');
  await window.getByLabel('Vers le dossier').selectOption('voyage');
  await window.getByRole('dialog').getByRole('button', { name: 'Déplacer' }).tap();
  await tap('Fichiers');
  await tap('Charte');
  await window.getByText('Tu peux seulement lire.').waitFor();
  expect(await window.getByRole('textbox').count()).toBe(0);
  await tap('Retour');
  await tap('Avis');
  await tap('Commenter');
  await window.getByText('Écris d’abord ton commentaire.').waitFor();
  await window.getByLabel('Ton commentaire').fill('Merci !');
  await tap('Commenter');
  await window.getByText('Merci !').waitFor();
  await tap('Retour');
  await tap(/^Options : Hippo/);
  await tap('Mettre à la corbeille');
  await expect.poll(() => meets(page, wanted)).toEqual(Array(7).fill(true));
  await tap('Corbeille');
  await tap(/^Remettre Hippo/);
  await window.getByText('La corbeille est vide.').waitFor();
  await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true, true, false, true]);
});

test('by keys: through a list, its options, a folder made, a group; reset from the base', {
  timeout: 60_000,
}, async () => {
  const { page, window } = await tryOut('shared-drive');
  const wanted = expecting(
    { sync: 'charte', is: 'offline' },
    { member: 'malo', group: 'bureau', is: false },
    { member: 'ines', group: 'bureau', is: true },
    { rest: 'kept' },
  );
  const reach = await enterByKeys(page);
  const key = (name: string) => page.keyboard.press(name);
  await reach('Voyage');
  // A list is one stop: Tab goes from a name to its options, then out.
  for (const step of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter']) await key(step);
  await window.getByRole('dialog', { name: 'Charte' }).waitFor();
  await reach('Rendre disponible');
  await key('Enter');
  await window
    .getByRole('listitem')
    .filter({ hasText: 'Charte' })
    .getByText('Disponible hors connexion')
    .waitFor();
  await reach('Nouveau dossier');
  await key('Enter');
  await key('Enter');
  await window.getByText('Écris un nom.').waitFor();
  await page.keyboard.type('Essai');
  await key('Enter');
  await window.getByRole('button', { name: 'Essai', exact: true }).waitFor();
  await expect.poll(() => meets(page, wanted)).toEqual([true, false, false, false]);
  await reach('Groupes');
  await key('Enter');
  await window.getByRole('region', { name: 'Bureau' }).waitFor();
  await reach('Retirer Malo du groupe Bureau');
  await key('Enter');
  await window.getByLabel('Ajouter au groupe').selectOption('ines');
  await window.getByText('Retirer').first().waitFor();
  await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, false]);
  await window.getByRole('button', { name: 'Activité' }).focus();
  await key('Enter');
  await window.getByText(/^Groupe Bureau\s: Inès en plus$/).waitFor();
  await page.getByRole('button', { name: 'Recommencer' }).click();
  await expect.poll(() => keptIn(page), { message: 'as if nothing had been done' }).toBe('');
});
