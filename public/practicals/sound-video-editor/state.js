/* The montage and what is done in it: every part of the window reads it here. */

export const { h, button, locale } = window.Practical;
export const {
  cutAt,
  endOf,
  exported,
  freshPiece,
  gainAt,
  leveled,
  onTrack,
  roomFor,
  trimmed,
  weightOf,
  withoutPassage,
} = window.Shared;
export const t = (name, values) => window.Practical.t(`practical.sound-video-editor.${name}`, values);

export const CHOICES = {
  rate: [8000, 16000, 22050, 32000, 44100, 48000, 96000],
  bits: [8, 16, 24],
  channels: [1, 2],
  frame: ['3840x2160', '1920x1080', '1280x720', '1080x1080', '1080x1920', '720x1280'],
  cadence: [24, 25, 30, 50, 60],
  fit: ['bars', 'fill', 'stretch'],
  codec: ['mpeg2', 'h264', 'h265', 'av1'],
  mode: ['constant', 'variable'],
  lines: [2160, 1080, 720, 480],
  keys: [1, 2, 5, 10],
};
export const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 300, 600, 1200];

export let app = null;
/** The window as it now stands: told anew before each drawing. */
export const renew = (given) => {
  app = given;
};

export const has = (tool) => app.config.tools.includes(tool);
export const total = () => app.config.length;
export const pieces = () => app.state.pieces;
export const kindOf = (track) => app.config.tracks.find(({ id }) => id === track).kind;
export const nameOfTrack = (track) => app.config.tracks.find(({ id }) => id === track).name;
export const isTextual = (track) => ['titles', 'subtitles'].includes(kindOf(track));
export const isHeard = (track) => ['voice', 'music', 'sound'].includes(kindOf(track));
export const sourceOf = (piece) => app.config.clips.find(({ id }) => id === piece.of);
export const selected = () => pieces().find(({ id }) => id === app.view.selected);
export const inOrder = () => app.config.tracks.flatMap(({ id }) => onTrack(pieces(), id));
export const nameOf = (piece) => {
  if (isTextual(piece.track)) return piece.text || t('no-text');
  const same = pieces().filter(({ of }) => of === piece.of);
  const rank = onTrack(same, piece.track).findIndex(({ id }) => id === piece.id);
  const { name } = sourceOf(piece);
  return same.length > 1 ? t('part', { name, number: rank + 1 }) : name;
};
export const figure = (value, digits = 1) =>
  value
    .toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .replace('-', '−');
export const time = (tenths) => t('seconds', { time: figure(tenths / 10) });
export const span = (piece) => t('span', { from: time(piece.start), to: time(endOf(piece)) });
export const db = (value) =>
  t('decibels', { value: `${value > 0 ? '+' : ''}${figure(value, value % 1 ? 1 : 0)}` });
export const loudest = (piece) =>
  Math.max(
    ...[piece.skip, piece.skip + piece.length, ...piece.points.map(({ at }) => at)].map((at) =>
      gainAt(piece, at),
    ),
  );
export const peakOf = (piece) => Math.round((sourceOf(piece).peak + loudest(piece)) * 10) / 10;
export const limits = (piece) => ({
  source: isTextual(piece.track) ? null : sourceOf(piece).source,
  total: total(),
});
export const at = (track, head) =>
  onTrack(pieces(), track).find((one) => one.start <= head && endOf(one) > head);
export const partAt = (parts, instant) => parts.find(({ from, to }) => from <= instant && to > instant);
export const partsOf = (piece) => {
  const source = sourceOf(piece);
  return source ? [...source.marks, ...source.scenes] : [];
};
export const labelsAt = (head) =>
  inOrder().flatMap((piece) => {
    if (piece.start > head || endOf(piece) <= head) return [];
    if (isTextual(piece.track)) return piece.text ? [piece.text] : [];
    const part = partAt(partsOf(piece), head - piece.start + piece.skip);
    return part ? [part.label] : [];
  });

export const withPieces = (state, list) => ({ ...state, pieces: list });
export const replaced = (state, next) =>
  withPieces(
    state,
    state.pieces.map((one) => (one.id === next.id ? next : one)),
  );
/** Says why nothing was done, beside what was pressed, until something else is. */
export const refuse = (where, why) => app.show({ refused: [where, why] }, why);
export const refusal = (where) => {
  const [at, why] = app.view.refused ?? [];
  return at === where && h('p', { class: 'refused' }, why);
};
export const select = (id, said) => app.show({ selected: id }, said);
export const moveTo = (piece, start, from = pieces()) => {
  const room = roomFor(from, piece, start, total());
  return room === null ? piece : { ...piece, start: room };
};
export const split = () => {
  const { head } = app.view;
  const chosen = selected();
  const within = (one) => one.start < head && endOf(one) > head;
  const piece = chosen && within(chosen) ? chosen : chosen ? undefined : inOrder().find(within);
  if (!piece) {
    refuse('tools', t('cannot-split'));
    return;
  }
  const fresh = freshPiece(pieces());
  app.note({ selected: fresh });
  app.change(withPieces(app.state, cutAt(pieces(), piece.id, head)), t('did-split', { time: time(head) }));
};
export const remove = () => {
  const piece = selected();
  if (!piece) {
    refuse('tools', t('choose-first'));
    return;
  }
  app.note({ selected: null });
  app.change(
    withPieces(
      app.state,
      pieces().filter(({ id }) => id !== piece.id),
    ),
    t('did-remove', { name: nameOf(piece) }),
  );
};
export const addText = (track) => {
  const fresh = { of: '', track, skip: 0, gain: 0, fadeIn: 0, fadeOut: 0, points: [], text: '' };
  const room = [30, 10, 5].flatMap((length) => {
    const made = { ...fresh, id: freshPiece(pieces()), length, start: 0 };
    const start = roomFor(pieces(), made, app.view.head, total());
    return start === null ? [] : [{ ...made, start }];
  })[0];
  if (!room) {
    refuse('tools', t('no-room'));
    return;
  }
  app.note({ selected: room.id });
  app.change(
    withPieces(app.state, [...pieces(), room]),
    t('did-place', { name: t('no-text'), time: time(room.start) }),
  );
};
export const placeSource = (source) => {
  const { id, track, skip, length, gain, fadeIn, fadeOut, text } = source;
  const made = { id, of: id, track, skip, length, gain, fadeIn, fadeOut, points: [], text, start: 0 };
  const taken = pieces().some((one) => one.id === id);
  const piece = taken ? { ...made, id: freshPiece(pieces()) } : made;
  const start = roomFor(pieces(), piece, app.view.head, total());
  if (start === null) {
    refuse('bin', t('no-room'));
    return;
  }
  app.note({ selected: piece.id });
  app.change(
    withPieces(app.state, [...pieces(), { ...piece, start }]),
    t('did-place', { name: source.name, time: time(start) }),
  );
};
export const addPoint = (piece) => {
  const instant = app.view.head - piece.start + piece.skip;
  if (instant < piece.skip || instant > piece.skip + piece.length) {
    refuse('points', t('cannot-point'));
    return;
  }
  const gain = Math.round((gainAt(piece, instant) - piece.gain) * 10) / 10;
  const points = [...piece.points.filter((one) => one.at !== instant), { at: instant, gain }];
  app.change(
    replaced(app.state, { ...piece, points: points.sort((a, b) => a.at - b.at) }),
    t('did-point', { time: time(app.view.head) }),
  );
};

/** What is drawn anew while something is dragged or typed, and nothing else; each part adds its own. */
export const live = [];
export const redrawn = (part, draw) => {
  live.push(() => document.querySelector(part)?.replaceWith(draw() || ''));
};
export const repaint = () => {
  for (const one of live) one();
};
