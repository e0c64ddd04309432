/** Exact moments: JavaScript's dates stop at the millisecond, timestamps of scores need not. */

/** Nanoseconds since 1970 of an ISO 8601 time that has its zone. */
export function momentOf(timestamp: string): bigint {
  const fraction = /\.(\d+)/.exec(timestamp)?.[1] ?? '';
  const seconds = Date.parse(timestamp.replace(/\.\d+/, '')) / 1000;
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0').slice(0, 9));
}
