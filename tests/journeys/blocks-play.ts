import type { FrameLocator, Locator } from 'playwright-core';
import {
  type Amount,
  type Block,
  kindOf,
  type Program,
} from '../../src/referential/practicals/blocks-run.ts';

/** Builds a program in a workshop of blocks, as a pupil would: a block chosen, its fields filled, the next place pressed. */
export async function buildProgram(
  window: FrameLocator,
  { main, own }: Program,
  press: 'click' | 'tap' = 'click',
): Promise<void> {
  await buildList(window, main, 'main', press);
  if (own.length > 0) await buildList(window, own, 'own', press);
}

async function buildList(
  window: FrameLocator,
  list: readonly Block[],
  path: string,
  press: 'click' | 'tap',
): Promise<void> {
  const keyed = (key: string) => window.locator(`[data-key="${key}"]`);
  for (const [index, block] of list.entries()) {
    const key = `${path}.${index}`;
    await keyed(`slot ${key}`)[press]();
    await keyed(`add ${kindOf(block)}`)[press]();
    if (block.name !== undefined) await choose(keyed(`name ${key}`), block.name);
    if (block.color !== undefined) await choose(keyed(`color ${key}`), block.color);
    if (block.n !== undefined) await fill(window, `n`, key, block.n);
    if (block.test) {
      const { test } = block;
      await choose(keyed(`test ${key}`), 'see' in test ? `${test.not ? 'not-' : ''}${test.see}` : 'compare');
      if (!('see' in test)) {
        await fill(window, 'a', key, test.a);
        await keyed(`sign ${key}`).selectOption(test.sign);
        await fill(window, 'b', key, test.b);
      }
    }
    if (block.body) await buildList(window, block.body, `${key}.body`, press);
    if (block.other) await buildList(window, block.other, `${key}.other`, press);
  }
}

/** Where there is but one to choose, it stands there as a word. */
async function choose(select: Locator, value: string): Promise<void> {
  if ((await select.count()) > 0) await select.selectOption(value);
}

async function fill(window: FrameLocator, field: string, key: string, amount: Amount): Promise<void> {
  const source = window.locator(`[data-key="${field}-of ${key}"]`);
  const wanted = typeof amount === 'number' ? '' : amount;
  if ((await source.count()) > 0 && (await source.inputValue()) !== wanted) await source.selectOption(wanted);
  if (typeof amount !== 'number') return;
  const input = window.locator(`[data-key="${field} ${key}"]`);
  await input.fill(String(amount));
  await input.press('Enter');
}
