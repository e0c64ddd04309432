import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { CALENDAR, CALENDAR_ZONES } from '../../src/dev/calendar-sample.ts';
import { calendarShape } from '../../src/referential/practicals/calendar.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { accessible, enterByKeys, frameIn, keptIn, meets, PHONE, useGuide } from './practical-window.ts';

const tryOut = useGuide();

const expecting = (practical: Practical, ...expected: unknown[]): Practical =>
  ({ ...practical, expect: calendarShape.expect.parse(expected) }) as Practical;

describe('a calendar', () => {
  test('by mouse: an event made on the wrong day, then mended; a series less one day', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('calendar');
    const wanted = expecting(
      CALENDAR,
      {
        event: {
          title: 'Exposé',
          day: '2026-03-13',
          from: '14:00',
          to: '15:30',
          place: 'foyer',
          guests: ['Anissa'],
          remind: 30,
        },
      },
      {
        event: {
          of: 'roller',
          day: '2026-03-03',
          from: '18:00',
          to: '19:30',
          repeat: { every: 7, until: '2026-04-28', except: ['2026-03-17', '2026-04-14'] },
        },
      },
      { rest: 'kept' },
    );
    await window.getByRole('button', { name: 'Nouveau rendez-vous, jeudi 12 mars' }).click();
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await window.getByText('Donne un titre au rendez-vous.').waitFor();
    await window.getByLabel('Titre').fill('Exposé');
    await window.getByLabel('Début').fill('14:00');
    await window.getByLabel('Fin').fill('13:00');
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await window.getByText('La fin doit venir après le début').waitFor();
    await window.getByLabel('Fin').fill('15:30');
    await window.getByLabel('Lieu').fill('Au foyer');
    await window.getByRole('checkbox', { name: 'Anissa' }).check();
    await window.getByLabel('Rappel').selectOption('30 minutes avant');
    await accessible(page, 'the form');
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([false, false, true]);
    await window.getByRole('button', { name: /^Exposé/ }).click();
    await window.getByRole('button', { name: 'Modifier' }).click();
    await window.getByLabel('Jour').fill('2026-03-13');
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, false, true]);
    await window.getByRole('button', { name: 'Suivant' }).click();
    await window.getByRole('button', { name: /^Roller/ }).click();
    await accessible(page, 'an event of a series');
    await window.getByRole('button', { name: 'Supprimer seulement ce jour' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true]);
    await window.getByRole('button', { name: 'Mois', exact: true }).click();
    await window.getByRole('button', { name: 'mardi 17 mars, 0 rendez-vous' }).waitFor();
    await window.getByRole('button', { name: 'mardi 24 mars, 1 rendez-vous' }).waitFor();
    await accessible(page, 'a month');
  });

  test('on a phone, by taps: an invitation declined, calendars shown, a right taken back', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('calendar', PHONE);
    const wanted = expecting(
      CALENDAR,
      { answered: 'concert', is: 'no' },
      { shown: ['moi', 'fanfare', 'salle', 'cross'] },
      { shared: 'Maud', as: 'details' },
      { rest: 'kept' },
    );
    await accessible(page, 'a week on a phone');
    await window.getByRole('button', { name: /attend ta réponse$/ }).tap();
    await window.getByRole('button', { name: 'Oui', exact: true }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([false, false, false, true]);
    await window.getByRole('button', { name: /^Répétition du concert/ }).tap();
    await window.getByRole('button', { name: 'Non', exact: true }).tap();
    await window.getByRole('checkbox', { name: /Club de cross/ }).tap();
    await window.getByRole('button', { name: /^Course/ }).waitFor();
    // Of a calendar seen as busy only, nothing but that.
    await window
      .getByRole('button', { name: /^Occupé.*Salle des fêtes$/ })
      .first()
      .tap();
    await window.getByText('Tu vois seulement que ce moment est pris.').waitFor();
    await window.getByRole('button', { name: 'Fermer' }).tap();
    await window.getByRole('button', { name: 'Partager' }).tap();
    await window.getByLabel('Maud').selectOption('Voit tous les détails');
    await window.getByRole('button', { name: 'Enregistrer' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true]);
    await page.getByRole('button', { name: 'Annuler' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, false, true]);
  });

  test('by the keyboard alone: an event written in the hours of far away', { timeout: 60_000 }, async () => {
    const { page, window } = await tryOut('calendar-zones');
    const wanted = expecting(
      CALENDAR_ZONES,
      { event: { title: 'Rencontre', day: '2026-03-11', from: '22:00', to: '23:00', guests: ['Teva'] } },
      { rest: 'kept' },
    );
    const tabTo = await enterByKeys(page);
    await tabTo('Heures affichées');
    await page.keyboard.type('N');
    await window.getByText('Répétition du concert').first().waitFor();
    await tabTo('Nouveau rendez-vous, jeudi 12 mars');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Rencontre');
    await window.getByText('Heures de Nouméa.').waitFor();
    await window.getByLabel('Début').fill('08:00');
    await window.getByLabel('Fin').fill('09:00');
    await tabTo('Teva');
    await page.keyboard.press('Space');
    await tabTo('Enregistrer');
    await page.keyboard.press('Enter');
    await window.getByRole('button', { name: /^Rencontre, 8/ }).waitFor();
    await accessible(page, 'another zone');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true]);
    await tabTo('Rencontre');
    await page.keyboard.press('Enter');
    await tabTo('Supprimer');
    await page.keyboard.press('Enter');
    // Nothing is left of what was done: an answer not begun.
    await expect.poll(() => keptIn(page)).toBe('');
  });

  test.each([
    ['a phone', PHONE],
    ['a low screen', { viewport: { width: 1280, height: 620 } }],
  ])(
    'on %s, a sheet is brought in sight, and nothing that has focus is behind the bar of answers',
    async (_on, options) => {
      const { page, window } = await tryOut('calendar', options);
      const boxOf = async (part: Locator) =>
        (await part.boundingBox()) ?? expect.fail(`${part} is not drawn`);
      const edge = async () => (await boxOf(page.getByRole('button', { name: 'Je passe' }))).y;
      const opener = window.getByRole('button', { name: /^Nouveau rendez-vous/ }).last();
      await opener.focus();
      // As low as a person may have it: just above the bar.
      await page.evaluate(`scrollBy(0, ${(await boxOf(opener)).y - (await edge()) + 50})`);
      await page.keyboard.press('Enter');
      const sheet = window.getByRole('dialog');
      await sheet.waitFor();
      const missing = async () => {
        const { y, height } = await boxOf(sheet);
        const bar = await edge();
        return y < 0 ? 'its title' : Math.min(height, bar) - (Math.min(y + height, bar) - y);
      };
      await expect.poll(missing, { message: 'shown as far as the screen goes' }).toBeLessThan(40);
      for (let steps = 0; ; steps += 1) {
        // Playwright loses a field whose own button has the focus.
        const focus: { top: number; bottom: number; text: string } = await frameIn(page).evaluate(
          `(() => {
            const { top, bottom } = document.activeElement.getBoundingClientRect();
            return { top, bottom, text: document.activeElement.textContent };
          })()`,
        );
        const frame = await boxOf(page.locator('.practical-frame'));
        expect(frame.y + focus.top, `after ${steps} steps`).toBeGreaterThanOrEqual(0);
        expect(frame.y + focus.bottom, `after ${steps} steps`).toBeLessThanOrEqual(await edge());
        if (focus.text === 'Annuler') break;
        expect(steps, '« Annuler » is reached by Tab').toBeLessThan(40);
        await page.keyboard.press('Tab');
      }
    },
  );
});
