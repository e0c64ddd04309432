import { setImmediate, setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { gather } from '../../src/db/gather.ts';

const usual = { most: 10, pause: 0, patience: 1000, lanes: 2 };

/** A question that is answered when told to, and what was asked. */
function held() {
  const asked: number[][] = [];
  const free: (() => void)[] = [];
  const askAll = async (items: readonly number[]) => {
    asked.push([...items]);
    await new Promise<void>((resolve) => free.push(resolve));
    return items.map((item) => ({ double: item * 2 }));
  };
  const release = async () => {
    free.shift()?.();
    await setTimeout(0);
  };
  return { asked, askAll, release };
}

test('who comes alone is asked about at once; who comes together or meanwhile, together, in order', async () => {
  const { asked, askAll, release } = held();
  const ask = gather(askAll, usual);
  const alone = ask(1);
  await setImmediate();
  expect(asked).toEqual([[1]]);
  const others = Promise.all([2, 3, 4].map((item) => ask(item)));
  await setTimeout(0);
  await release();
  expect(asked).toEqual([[1], [2, 3, 4]]);
  await release();
  const answers = Promise.all([alone, others]).then(([first, more]) => [first, ...more]);
  expect(await answers).toEqual([{ double: 2 }, { double: 4 }, { double: 6 }, { double: 8 }]);
});

test('a question is no longer than it may be', async () => {
  const { asked, askAll, release } = held();
  const ask = gather(askAll, { ...usual, most: 2 });
  const answers = Promise.all([1, 2, 3, 4].map((item) => ask(item)));
  await setTimeout(0);
  for (let times = 0; times < 3; times += 1) await release();
  await answers;
  expect(asked).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test('a question that takes long holds back nobody, within the number of lanes', async () => {
  const { asked, askAll, release } = held();
  const ask = gather(askAll, { ...usual, patience: 5 });
  const first = ask(1);
  await setImmediate();
  const answers = Promise.all([first, ask(2)]);
  await expect.poll(() => asked).toEqual([[1], [2]]);
  const last = ask(3);
  await setTimeout(30);
  expect(asked).toEqual([[1], [2]]);
  await release();
  expect(asked).toEqual([[1], [2], [3]]);
  await release();
  await release();
  await Promise.all([answers, last]);
});

test('what fails together is asked again one by one: only the one at fault fails', async () => {
  const asked: number[][] = [];
  const ask = gather(async (items: readonly number[]) => {
    asked.push([...items]);
    await setTimeout(1);
    if (items.includes(3)) throw new Error('three');
    return items.map((item) => ({ item }));
  }, usual);
  const settled = await Promise.allSettled([1, 2, 3, 4].map((item) => ask(item)));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(asked).toEqual([[1, 2, 3, 4], [1], [2], [3], [4]]);
  expect(await ask(5)).toEqual({ item: 5 });
});

test('an item without an answer fails alone', async () => {
  const ask = gather(
    async (items: readonly number[]) => items.filter((item) => item > 0).map((item) => ({ item })),
    usual,
  );
  await expect(ask(-1)).rejects.toThrow('without an answer');
});

test('questions do not begin sooner after each other than the pause says; after it, nobody waits', async () => {
  const begun: number[] = [];
  const ask = gather(
    async (items: readonly number[]) => {
      begun.push(performance.now());
      return items.map((item) => ({ item }));
    },
    { ...usual, pause: 60 },
  );
  await ask(1);
  await Promise.all([ask(2), setTimeout(10).then(() => ask(3))]);
  const [first = 0, second = 0, ...others] = begun;
  expect(others).toEqual([]);
  expect(second - first).toBeGreaterThan(55);
  await setTimeout(70);
  const last = ask(4);
  await setImmediate();
  await setImmediate();
  expect(begun).toHaveLength(3);
  await last;
});
