/** The page that a reader came from, to go back to: an address of ours without parameters, else null. */
export function readBack(address: unknown): string | null {
  return typeof address === 'string' && address.length <= 200 && PLAIN_PATH.test(address) ? address : null;
}

const PLAIN_PATH = /^\/(?:[\w-]+(?:\/[\w-]+)*)?$/;
