export interface Gathering {
  /** Questions under way at once; one that the database holds back then holds back no other. */
  readonly lanes: number;
  /** Items of one question at most. */
  readonly most: number;
}

/**
 * One question for all that comes while others are under way: under load a round trip and a commit serve many, and the
 * first to come never waits. What fails together is asked again one by one, so that nobody pays for another.
 * @param askAll one answer an item, in order; all or nothing when it fails
 */
export function gather<Item, Answer>(
  askAll: (items: readonly Item[]) => Promise<readonly Answer[]>,
  { lanes, most }: Gathering,
): (item: Item) => Promise<Answer> {
  const waiting: { item: Item; resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];
  let busy = 0;

  const askOne = async (item: Item): Promise<Answer> => {
    const [answer] = await askAll([item]);
    if (answer === undefined) throw new Error('a question without an answer');
    return answer;
  };

  const run = async (): Promise<void> => {
    const taken = waiting.splice(0, most);
    const answers = taken.length > 1 ? await askAll(taken.map(({ item }) => item)).catch(() => null) : null;
    await Promise.all(
      taken.map(async ({ item, resolve, reject }, at) => {
        const answer = answers?.[at];
        if (answer !== undefined) resolve(answer);
        else await askOne(item).then(resolve, reject);
      }),
    );
  };

  const begin = (): void => {
    while (busy < lanes && waiting.length > 0) {
      busy += 1;
      void run().finally(() => {
        busy -= 1;
        begin();
      });
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      begin();
    });
}
