import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { MONTAGE } from '../../src/dev/sound-video-sample.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { soundVideoShape } from '../../src/referential/practicals/sound-video-editor.ts';
import { accessible, enterByKeys, keptIn, meets, PHONE, useGuide } from './practical-window.ts';

const tryOut = useGuide();

const expecting = (...expected: unknown[]): Practical =>
  ({ ...MONTAGE, expect: soundVideoShape.expect.parse(expected) }) as Practical;

/** From one place of an element to another, by mouse; from 0 to 1 across it. */
async function drag(page: Page, element: Locator, from: number, to: number): Promise<void> {
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (!box) throw new Error('not to be seen');
  const across = (part: number) => box.x + box.width * part;
  const middle = box.y + box.height * 0.7;
  await page.mouse.move(across(from), middle);
  await page.mouse.down();
  await page.mouse.move(across((from + to) / 2), middle, { steps: 3 });
  await page.mouse.move(across(to), middle, { steps: 3 });
  await page.mouse.up();
}

/** A finger that slides sideways from the middle of an element. */
async function slide(page: Page, element: Locator, by: number): Promise<void> {
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (!box) throw new Error('not to be seen');
  const touch = await page.context().newCDPSession(page);
  const at = (part: number) => ({ x: box.x + box.width / 2 + by * part, y: box.y + box.height / 2 });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at(0)] });
  for (const part of [0.3, 0.6, 1])
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at(part)] });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

describe('a montage', () => {
  test('by mouse: a passage deleted on the ruler, a clip moved and trimmed, undone and done anew', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('sound-video-editor');
    const wanted = expecting(
      { cut: 'recit', passages: [{ from: 10, to: 12 }], within: 0.3 },
      { clip: 'depart', start: 3, from: 0, to: 11, within: 0.3 },
      { rest: 'kept' },
    );
    const ruler = window.getByRole('slider', { name: 'Tête de lecture' });
    const image = window.getByRole('button', { name: /^Le départ, Image/ });
    const story = window.getByRole('button', { name: /^Récit, Voix/ });
    await story.click();
    await drag(page, ruler, 7 / 30, 11 / 30);
    await window.getByRole('button', { name: 'Supprimer le passage' }).click();
    // The end of a sentence went with it.
    await expect.poll(() => meets(page, wanted)).toEqual([false, false, true]);
    await page.getByRole('button', { name: 'Annuler' }).click();
    // Drawn anew before the mouse comes back.
    await expect.poll(() => keptIn(page)).toBe('');
    await drag(page, ruler, 9 / 30, 11 / 30);
    await window.getByRole('button', { name: 'Supprimer le passage' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, false, true]);
    const lane = window.getByRole('group', { name: 'Image' }).locator('.lane');
    await drag(page, lane, 7 / 30, 10 / 30);
    await expect.poll(() => image.getAttribute('aria-label')).toContain('de 3,0\u00a0s à 17,0\u00a0s');
    const handle = image.locator('[data-handle="right"]');
    const [from, to] = [await handle.boundingBox(), await lane.boundingBox()];
    if (!from || !to) throw new Error('not to be seen');
    await page.mouse.move(from.x + 12, from.y + 30);
    await page.mouse.down();
    await page.mouse.move(from.x + 12 - (to.width * 3) / 30, from.y + 30, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true]);
    // A clip that is thrown away is not shortened.
    await window.getByRole('button', { name: 'Supprimer le clip' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, false, true]);
    await window.getByRole('button', { name: 'Placer ici : Le départ' }).waitFor();
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true]);
    await accessible(page, 'a table of montage');
  });

  test('on a phone, by taps: music made quieter under a voice, a title, a frame that is tall', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('sound-video-editor', PHONE);
    const wanted = expecting(
      { level: 'musique', from: 5, to: 12, atLeast: -20, atMost: -9 },
      { level: 'musique', from: 12, to: 28, atLeast: -1, atMost: 1 },
      { text: 'titres', says: 'Merci', from: 20, to: 23 },
      { project: { frame: '1080x1920', fit: 'fill' } },
      { rest: 'kept' },
    );
    await window.getByRole('button', { name: /^Tambour, Musique/ }).tap();
    await window.getByLabel('Volume du clip (dB)', { exact: true }).fill('-12');
    // All of it is lower: not what was asked.
    await expect.poll(() => meets(page, wanted)).toEqual([true, false, false, false, true]);
    await window.getByLabel('Volume du clip (dB)', { exact: true }).fill('0');
    await window.getByLabel('Début du passage (s)', { exact: true }).fill('5');
    await window.getByLabel('Fin du passage (s)', { exact: true }).fill('12');
    await window.getByRole('button', { name: 'Régler le volume du passage' }).tap();
    // What is refused is told where it was pressed, and no longer once it is done.
    await window.locator('.refused', { hasText: 'Écris un volume entre −60 et 24 dB.' }).waitFor();
    await window.getByLabel('Volume du passage (dB)').fill('−14');
    await window.getByRole('button', { name: 'Régler le volume du passage' }).tap();
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, false, false, true]);
    expect(await window.locator('.refused').count()).toBe(0);
    await window.getByLabel('Aller à l’instant, en secondes').fill('20');
    await window.getByRole('button', { name: 'Ajouter un titre' }).tap();
    await window.getByLabel('Texte', { exact: true }).fill('Merci à tous');
    await window.locator('.title-band', { hasText: 'Merci à tous' }).waitFor();
    await window.getByLabel('Cadre (largeur × hauteur)').selectOption('1080 × 1920');
    await window.getByLabel('Image dans le cadre').selectOption('Étirer pour remplir');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, false, true]);
    await window.getByLabel('Image dans le cadre').selectOption('Remplir le cadre, en rognant');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true, true, true]);
    await window.getByRole('button', { name: /^Tambour, Musique/ }).tap();
    const music = async () => JSON.parse(await keptIn(page)).pieces[2];
    await slide(page, window.locator('[data-handle="right"]'), -60);
    await expect.poll(async () => (await music()).length).toBeLessThan(250);
    await expect.poll(() => meets(page, wanted)).toEqual([true, false, true, true, true]);
    await slide(page, window.getByRole('button', { name: /^Tambour, Musique/ }), 30);
    await expect.poll(async () => (await music()).start).toBeGreaterThan(10);
    await accessible(page, 'a table of montage on a phone');
  });

  test('by the keyboard alone: a clip moved, its volume set, a subtitle corrected', {
    timeout: 60_000,
  }, async () => {
    const { page, window } = await tryOut('sound-video-editor');
    const wanted = expecting(
      { text: 'sous-titres', of: 'ligne', is: 'On part à midi.', from: 7, to: 12 },
      { peak: 'recit', is: -1 },
      { rest: 'kept' },
    );
    const tabTo = await enterByKeys(page);
    await tabTo('Tête de lecture');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowRight');
    const ruler = window.getByRole('slider', { name: 'Tête de lecture' });
    await expect
      .poll(() => ruler.getAttribute('aria-valuetext'))
      .toBe('1,1\u00a0s, Le port, vide ; voix ; tambour');
    // One stop for all the clips; arrows go from one to the next.
    await tabTo('Le départ');
    await page.keyboard.press('ArrowDown');
    await window.getByRole('heading', { name: 'Récit' }).waitFor();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => JSON.parse(await keptIn(page)).pieces[1].start).toBe(19);
    // Nobody asked for it to be moved: back to its place.
    await expect.poll(() => meets(page, wanted)).toEqual([false, false, false]);
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('ArrowRight');
    await tabTo('Volume du clip (dB)');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('9');
    await window.getByText('Saturation').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => meets(page, wanted)).toEqual([false, true, true]);
    await tabTo('de 8,0\u00a0s à 12,0\u00a0s');
    await page.keyboard.press('Enter');
    await window.getByLabel('Texte', { exact: true }).focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('On part à midi.');
    await window.getByLabel('Bord gauche (s)', { exact: true }).focus();
    for (let steps = 0; steps < 10; steps += 1) await page.keyboard.press('ArrowDown');
    await expect.poll(() => meets(page, wanted)).toEqual([true, true, true]);
    await window.locator('.caption', { hasText: 'On part à midi.' }).waitFor();
    await window.getByRole('button', { name: 'Ce que l’on entend et voit, en texte' }).press('Enter');
    await window.getByText('toux : de 9,0 s à 11,0 s').waitFor();
  });
});
