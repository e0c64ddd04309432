/** A list of several pages: where it stands, and the addresses before and after. */
export interface Paging {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Of page `page` of `pages`, counted from 1; null when there is one only. */
export function presentPaging(
  { page, pages }: { readonly page: number; readonly pages: number },
  label: string,
  addressOf: (page: number) => string,
): Paging | null {
  if (pages <= 1) return null;
  return {
    label,
    before: page > 1 ? addressOf(page - 1) : null,
    after: page < pages ? addressOf(page + 1) : null,
  };
}
