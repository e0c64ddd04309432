import { PlatformError } from './platform-error.ts';

const MAX_PAGES = 50;

/**
 * Reads every page of a list: 50 at most, on one origin, each address once.
 * @param read gives one page's items and its `Link` header
 */
export async function readPages<T>(
  first: string,
  limit: number,
  read: (url: string) => Promise<{ items: readonly T[]; link: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  const seen = new Set<string>();
  let url: string | undefined = first;
  while (url !== undefined && !seen.has(url) && seen.size < MAX_PAGES && all.length < limit) {
    seen.add(url);
    const { items, link } = await read(url);
    all.push(...items.slice(0, limit - all.length));
    url = findNext(link, url);
  }
  return all;
}

/**
 * The address of the next page. Lenient: Moodle writes typographic quotes (read here byte by byte) around the
 * relation and `&amp;` in the address.
 * @throws PlatformError refused, for an address on another origin
 */
export function findNext(link: string | undefined, current: string): string | undefined {
  const address = /<([^<>]+)>\s*;[^,<]*\brel\s*=[^a-z,<]*next\b/i.exec(link ?? '')?.[1];
  if (address === undefined) return undefined;
  const text = address.replaceAll('&amp;', '&');
  if (!URL.canParse(text, current)) return undefined;
  const next = new URL(text, current);
  if (next.origin === new URL(current).origin) return next.href;
  throw new PlatformError({
    kind: 'refused',
    status: null,
    code: 'foreign-page',
    reason: 'grade.reason.foreign-address',
  });
}
