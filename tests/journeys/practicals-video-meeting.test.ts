import { expect, test } from 'vitest';
import { MEETING_DOOR } from '../../src/dev/video-meeting-sample.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { meetingShape } from '../../src/referential/practicals/video-meeting.ts';
import { accessible, enterByKeys, keptIn, meets, PHONE, type Tried, useGuide } from './practical-window.ts';

/** The remote meeting in a real browser: by mouse, by touch, by keyboard, right and wrong, with axe. */

const tryOut = useGuide();

const expecting = (...expected: unknown[]): Practical =>
  ({ ...MEETING_DOOR, expect: meetingShape.expect.parse(expected) }) as Practical;

const rightAway = async ({ window }: Tried) => {
  await window.getByLabel('Code de la réunion').fill('482 731');
  await window.getByRole('button', { name: 'Continuer' }).click();
  await window.getByRole('button', { name: 'Autoriser' }).click();
  await window.getByRole('button', { name: 'Entrer dans la réunion' }).click();
  await window.getByRole('switch', { name: 'Micro' }).waitFor();
};

test('by mouse: a wrong code, the room of last week, then a name, a microphone and a camera that serve', {
  timeout: 60_000,
}, async () => {
  const { page, window } = await tryOut('video-meeting-door');
  const wanted = expecting(
    { code: '482-731' },
    { named: ['Yanis B'] },
    { setting: 'microphone', is: 'interne' },
    { setting: 'webcam', is: 'posee' },
    { setting: 'allowed', is: true },
    { setting: 'place', is: 'meeting' },
  );
  const press = (name: string | RegExp) => window.getByRole('button', { name }).first().click();
  const code = window.getByLabel('Code de la réunion');
  await press('Continuer');
  await window.getByText('Écris d’abord le code.').waitFor();
  await code.fill('482-777');
  await press('Continuer');
  await window.getByText(/^Aucune réunion n’a ce code/).waitFor();
  await code.fill('482-713');
  await code.press('Enter');
  await window.getByRole('heading', { name: 'Réunion de la semaine dernière' }).waitFor();
  await press('Entrer dans la réunion');
  // The device lets nothing through: it is said before one enters.
  await window.getByRole('dialog').getByRole('button', { name: 'Entrer quand même' }).click();
  await window.getByText('1 personne').waitFor();
  await expect.poll(() => meets(page, wanted)).toEqual([false, false, false, false, false, true]);
  await page.getByRole('button', { name: 'Recommencer' }).click();
  await code.fill('482731');
  await press('Continuer');
  await window.getByRole('heading', { name: 'Club d’échecs' }).waitFor();
  await window.getByLabel('Nom affiché').fill('Yanis B.');
  await press('Essayer le micro');
  await window.getByText('La barre ne bouge pas : l’appareil bloque le micro.').waitFor();
  await press('Autoriser');
  await window.getByText(/ce micro ne t’entend pas\.$/).waitFor();
  await window.getByLabel('Micro utilisé').selectOption('interne');
  await press('Essayer le micro');
  await window.getByText(/ce micro t’entend\.$/).waitFor();
  await window.getByRole('img', { name: /^L’image est noire/ }).waitFor();
  await window.getByLabel('Caméra utilisée').selectOption('posee');
  await window.getByRole('img', { name: 'On te voit bien.' }).waitFor();
  await window.getByText('Derrière toi, on voit : une étagère, un planning.').waitFor();
  await window.getByLabel('Arrière-plan').selectOption('blur');
  const preview = window.getByRole('region', { name: 'Ton image' });
  await preview.getByText('Le fond derrière toi est flou.').waitFor();
  await accessible(page, 'the waiting room');
  await press('Entrer dans la réunion');
  await window.getByText('4 personnes').waitFor();
  await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true, true, true]);
  // One may leave, and come back.
  await press('Quitter');
  await window.getByRole('heading', { name: 'Tu as quitté la réunion' }).waitFor();
  await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true, true, false]);
  await press('Revenir dans la réunion');
  await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true, true, true]);
});

test('on a phone, by taps: the whole screen then one tab, people let in and muted, a word to one alone', {
  timeout: 60_000,
}, async () => {
  const tried = await tryOut('video-meeting-door', PHONE);
  const { page, window } = tried;
  await rightAway(tried);
  const wanted = expecting(
    { setting: 'share', is: 'video' },
    { setting: 'share-sound', is: true },
    { setting: 'person/ines', is: 'in' },
    { setting: 'muted/malo', is: true },
    { setting: 'cohost/nadia', is: true },
    { sent: 'nadia', says: ['compte rendu'] },
    { setting: 'recording', is: false },
  );
  const tap = (name: string | RegExp) => window.getByRole('button', { name }).first().tap();
  await tap(/^Partager/);
  const panel = window.getByRole('region', { name: 'Partager' });
  const share = () => panel.getByRole('button', { name: /^Partager/ }).tap();
  await share();
  await panel.getByText('Choisis d’abord ce que tu partages.').waitFor();
  await panel.getByRole('radio', { name: /^Tout l’écran/ }).tap();
  await share();
  const seen = window.getByRole('region', { name: 'Ce que les autres voient' });
  await seen.getByText('Message de Mamie : appelle-moi.').waitFor();
  await seen.getByText('Album de famille').waitFor();
  await tap('Arrêter le partage');
  await tap(/^Partager/);
  await panel.getByRole('switch', { name: /^Couper mes notifications/ }).tap();
  await panel.getByRole('button', { name: 'Onglet' }).tap();
  await panel.getByRole('radio', { name: /^Vidéo du tournoi/ }).tap();
  await panel.getByRole('checkbox', { name: 'Partager aussi le son' }).tap();
  await share();
  await seen.getByText('Ils entendent aussi le son.').waitFor();
  expect(await seen.getByText('Album de famille').count()).toBe(0);
  await tap(/^Participants/);
  await tap('Faire entrer Inès');
  await tap('Couper son micro : Malo');
  await tap('Nommer Nadia co-hôte');
  await accessible(page, 'people and what is shared');
  await tap(/^Enregistrer/);
  await tap('Demander l’accord de tous');
  await window.getByText('Refuse').waitFor();
  await tap(/^Discussion/);
  await tap('Envoyer');
  await window.getByText('Écris d’abord un message.').waitFor();
  await window.getByLabel('À qui ?').selectOption('nadia');
  await window.getByLabel('Ton message').fill('Je ferai un compte rendu.');
  await tap('Envoyer');
  await window.getByText('à Nadia seulement').waitFor();
  await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true, true, true, true]);
  await page.getByRole('button', { name: 'Annuler' }).tap();
  await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true, true, false, true]);
});

test('by keys alone: the microphone and not the sound, a hand, and a call mended in two changes', {
  timeout: 60_000,
}, async () => {
  const { page, window } = await tryOut('video-meeting-door');
  const wanted = expecting(
    { setting: 'mic', is: false },
    { setting: 'sound', is: true },
    { setting: 'hand', is: true },
    { call: 'good' },
    { rest: 'kept' },
  );
  const walkTo = await enterByKeys(page);
  const press = async (name: string) => {
    await walkTo(name);
    await page.keyboard.press('Enter');
  };
  await walkTo('Code');
  await page.keyboard.type('482-731');
  await page.keyboard.press('Enter');
  await press('Autoriser');
  await press('Entrer dans la réunion');
  await press('Son');
  await window.getByText(/tu n’entends plus les autres\. Eux/).waitFor();
  await expect.poll(() => meets(page, wanted)).toEqual([false, false, false, false, false]);
  await press('Son');
  await press('Micro');
  await press('Main');
  await window.getByRole('listitem').filter({ hasText: '(toi)' }).getByText('main levée').waitFor();
  await window.getByText(/Ton image se fige et ta voix est hachée/).waitFor();
  await press('Qualité');
  await window.getByText('il faut 150 ms au plus').waitFor();
  // The line is full, whatever carries it.
  await walkTo('Connexion');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, false, false]);
  await press('Mettre en pause');
  await window
    .getByText(/Tout va bien, l’appel est bon/)
    .first()
    .waitFor();
  // The device was allowed to listen: that was not asked here.
  await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true, false]);
  expect(JSON.parse(await keptIn(page)).values).toEqual({
    place: 'meeting',
    room: 'club',
    allowed: true,
    mic: false,
    hand: true,
    link: 'cable',
    'pause/photos': true,
  });
  await accessible(page, 'the quality of a call');
});

test('on a phone: what stands below stays under the finger when the others say something else, and it is told', {
  timeout: 60_000,
}, async () => {
  // Wide enough for what is said then to take one line less.
  const tried = await tryOut('video-meeting-door', { ...PHONE, viewport: { width: 430, height: 932 } });
  const { page, window } = tried;
  await rightAway(tried);
  const hand = window.getByRole('switch', { name: 'Main' });
  const place = async () => (await hand.boundingBox())?.y;
  const stood = await place();
  for (const name of ['Son', 'Micro', 'Caméra']) await window.getByRole('switch', { name }).tap();
  await window.getByText(/tu n’entends plus les autres\. Eux/).waitFor();
  expect(await place()).toBe(stood);
  for (const name of ['Son', 'Micro', 'Caméra']) await window.getByRole('switch', { name }).tap();
  await window.getByRole('button', { name: 'Qualité' }).tap();
  const row = window.getByRole('listitem').filter({ hasText: 'Photos vers le nuage' });
  const top = () =>
    row.evaluate((one) =>
      Math.round(
        one.getBoundingClientRect().top - one.ownerDocument.documentElement.getBoundingClientRect().top,
      ),
    );
  await window
    .getByText(/Ton image se fige/)
    .first()
    .waitFor();
  const before = await top();
  await window.getByRole('button', { name: /^Mettre en pause/ }).tap();
  await window
    .getByText(/Tout va bien, l’appel est bon/)
    .first()
    .waitFor();
  expect(await top()).toBe(before);
  await expect
    .poll(() => window.locator('p.unseen[role=status]').innerText())
    .toMatch(/est en pause\. Nadia.*Tout va bien, l’appel est bon/);
  await page.getByRole('button', { name: 'Annuler' }).tap();
  await window
    .getByText(/Ton image se fige/)
    .first()
    .waitFor();
  expect(await top()).toBe(before);
});
