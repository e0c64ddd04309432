import { z } from 'zod';
import { frenchSpacing } from '../french.ts';
import type { Prepare, Workshop } from './component.ts';

/** What an author writes of a word processor: its paragraphs, its commands, and the document to reach. */

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z0-9-]{1,40}$/, 'un nom en minuscules, chiffres et tirets');

export const STYLES = ['body', 'title-1', 'title-2', 'title-3', 'quote'] as const;
export const ALIGNMENTS = ['left', 'center', 'right', 'justify'] as const;
export const LISTS = ['none', 'bullets', 'numbers'] as const;
export const COLORS = ['black', 'blue', 'green', 'red', 'violet', 'orange'] as const;
export const MOST_LEVEL = 3;
const TOOLS = [
  'align',
  'contents',
  'header',
  'lists',
  'marks',
  'letters',
  'move',
  'notes',
  'numbering',
  'page',
  'paragraph',
  'replace',
  'size',
  'spelling',
  'style-settings',
  'styles',
  'text',
] as const;

const style = z.enum(STYLES);
const size = z.int().min(8).max(72);
const level = z.int().min(0).max(MOST_LEVEL);
/** `before` and `after` in points, `line` times a line's height, `first` in centimetres. */
const space = z.strictObject({
  before: z.number().min(0).max(48).default(0),
  after: z.number().min(0).max(48).default(0),
  line: z.number().min(1).max(3).default(1),
  first: z.number().min(0).max(3).default(0),
});

/** A hole of a generated challenge gives a number as it is written. */
const written = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    (given) =>
      typeof given === 'string' && /^\d+(?:,\d+)?$/.test(given) ? Number(given.replace(',', '.')) : given,
    schema,
  );
const writtenSize = written(size).optional();

const run = z.strictObject({
  text: z.string().min(1).max(4000),
  bold: z.literal(true).optional(),
  italic: z.literal(true).optional(),
  underline: z.literal(true).optional(),
  size: size.optional(),
  /** The suggestion that it is of; `gone`: that it takes away, and does not add. */
  change: id.optional(),
  gone: z.literal(true).optional(),
  /** The comment that it bears. */
  note: id.optional(),
});

const line = z.strictObject({
  text: z.string().max(300),
  level: z.int().min(1).max(3),
  page: z.int().min(1).max(999),
});

/** A paragraph, or the table of contents (it alone has `lines`, as they were when last brought up to date). */
export const blockSchema = z.strictObject({
  id,
  style,
  align: z.enum(ALIGNMENTS),
  list: z.enum(LISTS),
  level,
  /** Begins a page. */
  page: z.boolean(),
  space,
  runs: z.array(run).max(80),
  lines: z.array(line).max(60).optional(),
});

export type Run = z.infer<typeof run>;
export type Look = Omit<Run, 'text'>;
export type Block = z.infer<typeof blockSchema>;
export type ContentsLine = z.infer<typeof line>;

const paragraph = z.strictObject({
  id: id.optional(),
  text: z.string().max(4000),
  style: style.default('body'),
  align: z.enum(ALIGNMENTS).default('left'),
  list: z.enum(LISTS).default('none'),
  level: written(level).default(0),
  page: z.boolean().default(false),
  size: writtenSize,
  space: space.optional(),
});

const change = z.strictObject({
  id,
  author: text,
  /** Nothing when words are only added. */
  old: z.string().default(''),
  /** Nothing when words are only taken away. */
  new: z.string().default(''),
});

const settings = z.strictObject({ size: writtenSize, color: z.enum(COLORS).optional() });

const config = z.strictObject({
  tools: z.array(z.enum(TOOLS)).min(1),
  /** A text alone is a paragraph of body; `**gras**`, `*italique*`, `__souligné__`, `{suggestion}`. */
  paragraphs: z
    .array(z.union([z.string().max(4000), paragraph]))
    .min(1)
    .max(80),
  changes: z.array(change).max(20).default([]),
  /** What the spelling checker underlines: faults and proper names alike. */
  unknown: z
    .array(z.strictObject({ word: text, suggestions: z.array(text).max(5).default([]) }))
    .max(20)
    .default([]),
  styles: z.partialRecord(style, settings).default({}),
  header: z.string().max(120).default(''),
  footer: z.string().max(120).default(''),
  /** Lines of a page, and letters of a line of body. */
  lines: z.int().min(10).max(60).default(30),
  letters: z.int().min(30).max(120).default(70),
  /** Spaces are kept as they are typed here. */
  asTyped: z.boolean().default(false),
  /** Whether the marks of what is not printed show at first. */
  marks: z.boolean().default(false),
});

const words = z.union([z.boolean(), text]);

/** What paragraphs may be asked; `bold: des mots`: these and no others. */
const asked = {
  style: style.optional(),
  align: z.enum(ALIGNMENTS).optional(),
  list: z.enum(LISTS).optional(),
  level: written(level).optional(),
  page: z.boolean().optional(),
  text: z.string().optional(),
  /** Whether capitals, accents and kinds of spaces count. */
  exact: z.boolean().default(false),
  bold: words.optional(),
  italic: words.optional(),
  underline: words.optional(),
  size: writtenSize,
  space: z
    .strictObject({
      before: written(z.number()).optional(),
      after: written(z.number()).optional(),
      line: written(z.number()).optional(),
      first: written(z.number()).optional(),
    })
    .optional(),
};

/** `find` and `by` may hold `^p` (end of a paragraph), `^l` (of a line), `^t` (tabulation), `^s` (no-break space). */
const replacement = z.strictObject({
  find: z.string().min(1),
  by: z.string(),
  whole: z.boolean().default(false),
  case: z.boolean().default(false),
});

const expectation = z.union(
  [
    z.strictObject({ paragraph: id, ...asked }),
    z.strictObject({ paragraphs: z.array(id).min(1), ...asked }),
    z.strictObject({ order: z.array(id).min(2) }),
    z.strictObject({ added: text, after: id, style: style.optional() }),
    z.strictObject({ gone: z.array(id).min(1) }),
    z.strictObject({ replaced: z.array(replacement).min(1).max(8) }),
    z.strictObject({ ignored: z.array(text).min(1) }),
    z.strictObject({ styled: style, size: writtenSize, color: z.enum(COLORS).optional() }),
    z.strictObject({ contents: z.literal('up-to-date') }),
    z.strictObject({ header: z.string() }),
    z.strictObject({ pageNumbers: z.literal('footer') }),
    z.strictObject({ numbered: z.literal(true) }),
    z.strictObject({ accept: z.array(id), reject: z.array(id) }),
    z.strictObject({ noted: id, on: text, says: z.array(text).default([]) }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est « paragraph », « paragraphs », « order », « added », « gone », « replaced », « ignored », « styled », « contents », « header », « pageNumbers », « numbered », « accept » et « reject », « noted », ou « rest: kept »',
);

export const wordProcessorShape = { config, expect: z.array(expectation).min(1).max(16) };

export type WordExpectation = z.infer<typeof expectation>;
export type AskedOfParagraphs = Extract<WordExpectation, { paragraphs: string[] }>;
export type Replacement = z.infer<typeof replacement>;
type Authored = z.infer<typeof config>;

export interface WordProcessorConfig extends Omit<Authored, 'paragraphs' | 'styles'> {
  readonly blocks: readonly Block[];
  readonly styles: Readonly<Record<(typeof STYLES)[number], StyleSettings>>;
}

/** `size` in points. */
export interface StyleSettings {
  readonly size: number;
  readonly color: (typeof COLORS)[number];
}

export const PLAIN_STYLES: WordProcessorConfig['styles'] = {
  body: { size: 12, color: 'black' },
  'title-1': { size: 22, color: 'black' },
  'title-2': { size: 17, color: 'black' },
  'title-3': { size: 14, color: 'black' },
  quote: { size: 12, color: 'black' },
};

/** The document as the page gets it; names that stand for nothing are reported. */
export const prepareWordProcessor: Prepare<Authored, WordExpectation, WordProcessorConfig> = (
  authored,
  expected,
  { fault },
) => {
  const { paragraphs, styles, changes, header, footer, ...rest } = authored;
  const typed = authored.asTyped ? (written: string) => written : (written: string) => frenchSpacing(written);
  const blocks = paragraphs.map((one, rank): Block => {
    const given = typeof one === 'string' ? paragraph.parse({ text: one }) : one;
    const at = ['practical', 'paragraphs', rank];
    return {
      id: given.id ?? `p${rank + 1}`,
      style: given.style,
      align: given.align,
      list: given.list,
      level: given.level,
      page: given.page,
      space: given.space ?? space.parse({}),
      runs: runsOf(given.text, typed, changes, (message) => fault(message, at)).map((each) =>
        given.size === undefined ? each : { ...each, size: given.size },
      ),
    };
  });
  const ids = new Set(blocks.map((block) => block.id));
  if (ids.size < blocks.length) fault('deux paragraphes du même nom.', ['practical', 'paragraphs']);
  checkExpected(authored, expected, ids, fault);
  return {
    ...rest,
    changes,
    header: typed(header),
    footer: typed(footer),
    blocks,
    styles: Object.fromEntries(
      STYLES.map((name) => [name, { ...PLAIN_STYLES[name], ...styles[name] }]),
    ) as WordProcessorConfig['styles'],
  };
};

function checkExpected(
  { changes, unknown }: Authored,
  expected: readonly WordExpectation[],
  ids: ReadonlySet<string>,
  fault: Workshop['fault'],
): void {
  const named = (list: readonly string[], known: ReadonlySet<string>, what: string, rank: number) => {
    for (const one of list) if (!known.has(one)) fault(`« ${one} » n'est ${what}.`, ['expect', rank]);
  };
  const suggestions = new Set(changes.map((one) => one.id));
  const underlined = new Set(unknown.map((one) => one.word));
  expected.forEach((one, rank) => {
    named(paragraphsNamedIn(one), ids, "le nom d'aucun paragraphe", rank);
    if ('ignored' in one) named(one.ignored, underlined, 'pas dans « unknown »', rank);
    if ('accept' in one)
      named([...one.accept, ...one.reject], suggestions, "le nom d'aucune suggestion", rank);
  });
}

/** The paragraphs that an expectation speaks of. */
export function paragraphsNamedIn(one: WordExpectation): readonly string[] {
  if ('paragraph' in one) return [one.paragraph];
  if ('paragraphs' in one) return one.paragraphs;
  if ('order' in one) return one.order;
  if ('after' in one) return [one.after];
  if ('gone' in one) return one.gone;
  return 'noted' in one ? [one.noted] : [];
}

const MARKED = /(\*\*[^*]+\*\*|\*[^*]+\*|__[^_]+__|\{[a-z0-9-]+\})/u;

function runsOf(
  written: string,
  typed: (text: string) => string,
  changes: readonly z.infer<typeof change>[],
  fault: (message: string) => void,
): Run[] {
  return written
    .replace(/\n$/, '')
    .split(MARKED)
    .flatMap((piece): Run[] => {
      if (piece === '') return [];
      if (/^\*\*.+\*\*$/su.test(piece)) return [{ text: typed(piece.slice(2, -2)), bold: true }];
      if (/^\*.+\*$/su.test(piece)) return [{ text: typed(piece.slice(1, -1)), italic: true }];
      if (/^__.+__$/su.test(piece)) return [{ text: typed(piece.slice(2, -2)), underline: true }];
      const name = /^\{([a-z0-9-]+)\}$/.exec(piece)?.[1];
      if (name === undefined) return [{ text: typed(piece) }];
      const found = changes.find((one) => one.id === name);
      if (!found) {
        fault(`« {${name}} » n'est pas dans « changes ».`);
        return [];
      }
      return [
        ...(found.old === '' ? [] : [{ text: typed(found.old), change: name, gone: true as const }]),
        ...(found.new === '' ? [] : [{ text: typed(found.new), change: name }]),
      ];
    });
}
