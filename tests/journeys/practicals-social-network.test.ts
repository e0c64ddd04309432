import { describe, expect, test } from 'vitest';
import {
  NETWORK,
  NETWORK_GROUP,
  NETWORK_PROFILE,
  NETWORK_SETTINGS,
  NETWORK_THREAD,
} from '../../src/dev/social-sample.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { socialShape } from '../../src/referential/practicals/social-network.ts';
import { accessible, frameIn, keptIn, meets, PHONE, useGuide } from './practical-window.ts';

/** The social network in a real browser: by mouse, by touch, by keyboard, right and wrong, with axe. */

const tryOut = useGuide();

const expecting = (practical: Practical, ...expected: unknown[]): Practical =>
  ({ ...practical, expect: socialShape.expect.parse(expected) }) as Practical;

describe('by mouse', () => {
  test('an audience: too wide, then right; who sees what follows at once', { timeout: 60_000 }, async () => {
    const { page, window } = await tryOut('social-network-profile');
    const wanted = expecting(
      NETWORK_PROFILE,
      { post: 'maison', audience: 'friends', except: ['malo'] },
      { seenBy: 'stranger', posts: [] },
      { seenBy: 'ines', posts: ['maison', 'match'] },
      { rest: 'kept' },
    );
    const see = window.getByLabel('Voir mon profil comme');
    const house = window.getByRole('article').filter({ hasText: 'La façade est repeinte' });
    await see.selectOption('stranger');
    await window.getByText('Voilà ce que voit un inconnu.').last().waitFor();
    expect(await house.count()).toBe(1);
    expect(await window.getByText('Match gagné.').count()).toBe(0);
    await accessible(page, 'a profile as a stranger sees it');
    await see.selectOption('');
    const audience = house.getByRole('button', { name: /^Visible par/ });
    await audience.click();
    await accessible(page, 'an audience asked');
    await window.getByRole('radio', { name: /^Amis de mes amis/ }).check();
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([false, true, true, true]);
    await audience.click();
    await window.getByRole('radio', { name: /^Mes amis/ }).check();
    await window.getByText('Sauf…').click();
    await window.getByRole('checkbox', { name: 'Malo' }).check();
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true]);
    await see.selectOption('malo');
    await house.waitFor({ state: 'detached' });
    await see.selectOption('ines');
    await house.waitFor();
    await see.selectOption('');
    // One change too many, then taken back from the base.
    await house.getByRole('button', { name: /^Options de la publication/ }).click();
    await window.getByRole('button', { name: 'Mettre en avant sur mon profil' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, false]);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true]);
  });

  test('a comment reported for a reason and hidden, a tag refused', { timeout: 60_000 }, async () => {
    const { page, window } = await tryOut('social-network-profile');
    const wanted = expecting(
      NETWORK_PROFILE,
      { report: 'vilain', reason: 'Injure', proof: 'entiere' },
      { comment: 'vilain', state: 'hidden' },
      { post: 'photo', tag: 'off' },
      { rest: 'kept' },
    );
    const options = window.getByRole('button', { name: 'Options du commentaire de Rok_77' });
    await options.click();
    await window.getByRole('button', { name: 'Signaler', exact: true }).click();
    await window.getByRole('button', { name: 'Envoyer le signalement' }).click();
    await window.getByText('Choisis un motif.').waitFor();
    await window.getByRole('radio', { name: 'Menace' }).check();
    await window.getByRole('radio', { name: /^Capture 1/ }).check();
    await window.getByRole('button', { name: 'Envoyer le signalement' }).click();
    await window.getByText(/^Signalé\s: Menace$/).waitFor();
    await expect.poll(() => meets(page, wanted)).toEqual([false, false, false, true]);
    await options.click();
    await window.getByRole('button', { name: 'Signaler', exact: true }).click();
    await window.getByRole('radio', { name: 'Injure' }).check();
    await window.getByRole('button', { name: 'Envoyer le signalement' }).click();
    await options.click();
    await window.getByRole('button', { name: 'Masquer' }).click();
    await window
      .getByRole('region', { name: /^On t’a identifié/ })
      .getByRole('button', { name: 'Refuser' })
      .click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true]);
  });
});

describe('on a phone, by taps', () => {
  test('a message seized before its author is blocked: after, it is gone', { timeout: 60_000 }, async () => {
    const { page, window } = await tryOut('social-network-thread', PHONE);
    const wanted = expecting(
      NETWORK_THREAD,
      { capture: 'm3' },
      { report: 'm3', reason: 'Injure' },
      { person: 'rok', is: 'blocked' },
      { rest: 'kept' },
    );
    const tap = (name: string | RegExp) =>
      window.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) }).tap();
    await tap('Messages');
    await tap('Rok_77');
    await tap(/^Options du message/);
    await tap('Voir le profil de Rok_77');
    await tap('Bloquer');
    await window.getByRole('dialog').getByRole('button', { name: 'Bloquer' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([false, false, true, true]);
    await tap('Messages');
    await window.getByRole('button', { name: 'Équipe', exact: true }).waitFor();
    expect(await window.getByRole('button', { name: 'Rok_77', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Annuler' }).tap();
    await tap('Rok_77');
    await tap(/^Options du message/);
    await tap('Faire une capture d’écran');
    await tap(/^Options du message/);
    await tap('Signaler');
    await window.getByRole('radio', { name: 'Injure' }).tap();
    await tap('Envoyer le signalement');
    await accessible(page, 'a message reported');
    await tap(/^Options du message/);
    await tap('Voir le profil de Rok_77');
    await tap('Bloquer');
    await window.getByRole('dialog').getByRole('button', { name: 'Bloquer' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true]);
  });

  test('a group: a request accepted, a role given, a post for the group alone', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('social-network-group', PHONE);
    const wanted = expecting(
      NETWORK_GROUP,
      { group: 'volley', member: 'rok', role: 'member' },
      { group: 'volley', member: 'malo', role: 'moderator' },
      { published: { audience: 'group:volley', says: ['mardi'] } },
      { rest: 'kept' },
    );
    await accessible(page, 'a group');
    await window.getByRole('button', { name: /^Accepter\s: Rok_77$/ }).tap();
    await window.getByLabel('Rôle de Malo').selectOption('moderator');
    await window.getByRole('button', { name: 'Publier' }).tap();
    await window.getByText('Écris d’abord quelques mots.').waitFor();
    await window.getByRole('textbox', { name: 'Écrire une publication' }).fill('Entraînement mardi !');
    await window.getByRole('button', { name: 'Publier' }).tap();
    await window.getByText('Entraînement mardi !').waitFor();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true]);
    await window.getByRole('button', { name: /^Retirer du groupe\s: Inès$/ }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, false]);
  });

  test('no page is wider than a small phone, nor too pale in the dark', { timeout: 90_000 }, async () => {
    const { page, window } = await tryOut('social-network', {
      ...PHONE,
      viewport: { width: 320, height: 640 },
      colorScheme: 'dark',
    });
    const frame = frameIn(page);
    for (const name of [
      'Fil',
      'Profil',
      'Amis',
      'Groupes',
      'Messages',
      'Brouillons',
      'À traiter',
      'Réglages',
    ]) {
      await window.getByRole('navigation').getByRole('button', { name, exact: true }).tap();
      await window.getByRole('heading', { level: 1 }).waitFor();
      expect(await frame.evaluate('document.documentElement.scrollWidth <= innerWidth'), name).toBe(true);
      await accessible(page, name);
    }
  });
});

describe('by the keyboard alone', () => {
  test('a reply to one message, with a mention', { timeout: 60_000 }, async () => {
    const { page, window } = await tryOut('social-network-thread');
    const wanted = expecting(
      NETWORK_THREAD,
      { sent: { thread: 'equipe', reply: 'm1', says: ['moi', '@Malo'] } },
      { rest: 'kept' },
    );
    const frame = frameIn(page);
    const tabTo = async (name: string) => {
      for (let steps = 0; steps < 60; steps += 1) {
        const focused = await frame.evaluate(
          '((one) => (one.getAttribute("aria-label") || one.textContent).trim())(document.activeElement)',
        );
        if (String(focused).startsWith(name)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`« ${name} » is not reached by Tab`);
    };
    const press = async (name: string) => {
      await tabTo(name);
      await page.keyboard.press('Enter');
    };
    await window.getByRole('button', { name: 'Messages' }).focus();
    await press('Options du message\u00a0: Qui apporte');
    await press('Répondre');
    await window.getByText('Réponse à Malo').waitFor();
    await press('Mentionner');
    await press('Malo');
    await tabTo('Message à Équipe');
    await page.keyboard.press('End');
    await page.keyboard.type('Moi !');
    await press('Envoyer');
    await window.getByText('@Malo Moi !').waitFor();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true]);
    await accessible(page, 'a discussion');
  });

  test('settings of each kind, reset from the base', { timeout: 60_000 }, async () => {
    const { page, window } = await tryOut('social-network-settings');
    const wanted = expecting(
      NETWORK_SETTINGS,
      { setting: 'prive', is: true },
      { setting: 'liste', is: 'friends' },
      { setting: 'langue', is: 'Breton' },
      { setting: 'ville-de', is: 'Brest' },
      { setting: 'pause', is: 3 },
      { setting: 'image', is: 'Un avocat' },
      { rest: 'kept' },
    );
    await window.getByRole('button', { name: 'Confidentialité' }).focus();
    await page.keyboard.press('Enter');
    const keys = async (name: string, role: 'switch' | 'slider' | 'radio', key: string) => {
      await window.getByRole(role, { name }).focus();
      await page.keyboard.press(key);
    };
    await keys('Compte privé', 'switch', 'Space');
    await window.getByLabel('Ma liste d’amis').selectOption('friends');
    await window.getByLabel('Langue').selectOption('Breton');
    await window.getByLabel('Ville').focus();
    await page.keyboard.type('Brest');
    await page.keyboard.press('Tab');
    await window.getByText('Par heure.').waitFor();
    await keys('Pauses', 'slider', 'ArrowRight');
    await keys('Un avocat', 'radio', 'Space');
    await expect.poll(() => meets(page, wanted)).toEqual(Array(7).fill(true));
    await accessible(page, 'settings');
    await page.getByRole('button', { name: 'Recommencer' }).click();
    await expect.poll(() => keptIn(page), { message: 'as if nothing had been done' }).toBe('');
  });

  test('drafts and reports to handle, and what was relayed', { timeout: 60_000 }, async () => {
    const { page, window } = await tryOut('social-network');
    const wanted = expecting(
      NETWORK,
      { post: 'idee', state: 'deleted' },
      { measure: 'affaire', is: 'Avertir' },
      { relayed: 'travaux', audience: 'friends' },
      { rest: 'kept' },
    );
    const press = async (name: string | RegExp, within = window.locator('body')) => {
      await within.getByRole('button', { name }).first().focus();
      await page.keyboard.press('Enter');
    };
    await accessible(page, 'the feed');
    await window.getByRole('button', { name: 'Options de la publication d’Inès' }).waitFor();
    await press('Brouillons');
    await press('Jeter');
    await press('À traiter');
    await window.getByLabel(/^Mesure/).selectOption('Avertir');
    await accessible(page, 'reports to handle');
    await press('Fil');
    await press(/^Voir la publication de Ville de Brest/);
    await press('… plus');
    await window.getByText('pelles Durr').waitFor();
    await press('Partager');
    await press('Sur mon profil');
    await window.getByRole('radio', { name: /^Mes amis/ }).focus();
    await page.keyboard.press('Space');
    await press('Enregistrer', window.locator('dialog'));
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true]);
  });
});
