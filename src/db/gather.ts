export interface Gathering {
  /** Items of one question at most. */
  readonly most: number;
  /** Between the beginnings of two questions, at least: milliseconds. */
  readonly pause: number;
  /** How long those who wait for a question let it take before they ask beside it: milliseconds. */
  readonly patience: number;
  /** Questions under way at once, at most. */
  readonly lanes: number;
}

/**
 * One question for all that comes at once, while another is under way or soon after it began: under load a round trip and
 * a commit serve many, and who comes alone never waits. What fails together is asked again one by one, so that nobody pays for another.
 * @param askAll one answer an item, in order; all or nothing when it fails
 */
export function gather<Item, Answer extends object>(
  askAll: (items: readonly Item[]) => Promise<readonly Answer[]>,
  { most, pause, patience, lanes }: Gathering,
): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = [];
  let underWay = 0;
  let slow = 0;
  let called = false;
  let begun = Number.NEGATIVE_INFINITY;

  const ask = async (taken: readonly Waiting<Item, Answer>[]): Promise<void> => {
    const answers = await askAll(taken.map(({ item }) => item));
    taken.forEach(({ resolve, reject }, at) => {
      const answer = answers[at];
      if (answer) resolve(answer);
      else reject(new Error('a question without an answer'));
    });
  };

  const serve = async (taken: readonly Waiting<Item, Answer>[]): Promise<void> => {
    try {
      await ask(taken);
    } catch (error) {
      const [alone, ...others] = taken;
      if (others.length === 0) alone?.reject(error);
      else await Promise.all(taken.map((one) => ask([one]).catch(one.reject)));
    }
  };

  /** Once what the network has brought by now was read: those who come in one breath are asked about together. */
  const call = (): void => {
    if (called || waiting.length === 0) return;
    called = true;
    const rest = begun + pause - performance.now();
    const go = () => {
      called = false;
      begin();
    };
    if (rest > 0) setTimeout(go, rest);
    else setImmediate(go);
  };

  const begin = (): void => {
    if (waiting.length === 0 || underWay > slow || underWay >= lanes) return;
    underWay += 1;
    begun = performance.now();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      slow += 1;
      call();
    }, patience);
    void serve(waiting.splice(0, most)).finally(() => {
      clearTimeout(timer);
      underWay -= 1;
      if (late) slow -= 1;
      call();
    });
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      call();
    });
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}
