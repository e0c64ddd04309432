import { randomBytes } from 'node:crypto';
import type { Render, RenderShared } from './page.ts';
import { escapeText } from './templates.ts';
import type { PageFrame } from './views.ts';

/** A page written once, and what is cut out of it for each reader. */
interface Cut {
  /** One more than `between`. */
  readonly pieces: readonly Buffer[];
  readonly between: readonly ('person' | 'token')[];
}

const MOST = 300;

/**
 * Renders whole pages that differ between the people of a class by their name and their session's token alone: what is
 * the same for all is rendered once. Whatever else a page says is part of the key, so that nothing in it can be stale.
 * @returns the page in UTF-8, as `render` gives it.
 */
export function createSharedRender(render: Render, options: { readonly cache: boolean }): RenderShared {
  const cuts = new Map<string, Cut>();
  // Nobody can guess them: no text of a page holds one by chance or by malice.
  const [person, token] = [mark(), mark()];
  const marks = new RegExp(`(${person}|${token})`);

  const cut = async (view: string, model: object, frame: PageFrame): Promise<Cut> => {
    const marked = { ...frame, person: frame.person && person, token: frame.token && token };
    const parts = (await render(view, model, marked)).page.split(marks);
    return {
      pieces: parts.filter((_, at) => at % 2 === 0).map((text) => Buffer.from(text)),
      between: parts.filter((_, at) => at % 2 === 1).map((found) => (found === person ? 'person' : 'token')),
    };
  };

  return async (view, model, frame) => {
    if (!options.cache) return Buffer.from((await render(view, model, frame)).page);
    const { person: reader, token: session, ...rest } = frame;
    const key = JSON.stringify([view, Boolean(reader), Boolean(session), rest, model]);
    let known = cuts.get(key);
    if (!known) {
      known = await cut(view, model, frame);
      if (cuts.size >= MOST) cuts.clear();
      cuts.set(key, known);
    }
    return join(known, {
      person: Buffer.from(escapeText(reader)),
      token: Buffer.from(escapeText(session)),
    });
  };
}

function join({ pieces, between }: Cut, own: Readonly<Record<'person' | 'token', Buffer>>): Buffer {
  return Buffer.concat(
    pieces.flatMap((piece, at) => {
      const name = between[at];
      return name ? [piece, own[name]] : [piece];
    }),
  );
}

function mark(): string {
  return `mark-${randomBytes(18).toString('hex')}`;
}
