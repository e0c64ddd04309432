import { z } from 'zod';
import { selected } from './code-style.ts';
import { readExpression } from './code-syntax.ts';
import { CodeFault } from './code-tokens.ts';
import type { Prepare } from './component.ts';

/** What an author writes of a code editor: its files, what is tried in it, and what their text must do once changed. */

const name = z
  .string()
  .regex(
    /^(?:[a-z0-9_-]+\/){0,4}[A-Za-z0-9_-]+\.(?:py|html|css|txt|csv|md)$/,
    'un chemin comme pages/index.html',
  );
const text = z.string().max(6000, '6000 caractères au plus');
const line = z.string().max(200);
const GIVEN = /^([a-z_]\w*) *= *(\S.*)$/i;
/** Put in place of what the program first gives this name. */
const given = z.array(z.string().max(200).regex(GIVEN, 'une valeur comme places = 12')).max(4).default([]);

const config = z.strictObject({
  files: z
    .array(z.strictObject({ name, text, fixed: z.boolean().default(false) }))
    .min(1)
    .max(8),
  /** What the pages of the site may show. */
  pictures: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(/^(?:[\w-]+\/){0,4}[\w-]+\.(?:png|jpg|svg)$/, 'un chemin comme images/velo.svg'),
        file: z.string(),
      }),
    )
    .max(6)
    .default([]),
  /** The file shown at first; without it, the first one. */
  open: name.optional(),
  /** The program that is run or the page that is looked at; without it, the first one. */
  run: name.optional(),
  /** What `input()` receives at first, one line each; without it, nothing is asked of the pupil. */
  inputs: z.array(line).max(10).optional(),
  /** Calls whose value is shown after each run. */
  tries: z.array(line).max(6).default([]),
  /** Widths of screen to look at the page in, in pixels. */
  widths: z.array(z.number().int().min(240).max(1600)).max(4).default([]),
  /** Whether the page can be heard as a screen reader tells it. */
  reader: z.boolean().default(false),
});

/** Of the screen that a page is judged on, when nothing is said. */
export const USUAL_WIDTH = 1000;

const ways = {
  prints: z.strictObject({
    prints: text,
    inputs: z.array(line).max(10).default([]),
    given,
  }),
  call: z.strictObject({
    call: line,
    gives: line,
    inputs: z.array(line).max(10).default([]),
    given,
    /** What the correction says in place of the call. */
    told: z.string().max(200).optional(),
  }),
  solution: z.strictObject({ file: name, solution: text }),
  kept: z.strictObject({
    kept: name,
    /** Of a program or a text: the lines that may change, from the first to the last. */
    free: z.tuple([z.number().int().min(1), z.number().int().min(1)]).optional(),
    /** Of a page: the elements whose text and attributes may change. */
    except: z.array(line).max(8).optional(),
  }),
  uses: z.strictObject({ uses: line, in: name.optional() }),
  lacks: z.strictObject({ lacks: line, in: name.optional() }),
  equals: z.strictObject({ text: name, is: text }),
  page: z.strictObject({
    page: name,
    select: line,
    count: z.number().int().min(0).max(30).optional(),
    says: line.optional(),
    attributes: z.record(z.string(), z.string()).optional(),
    leads: z.string().optional(),
    shows: z.string().optional(),
    style: z.record(z.string(), line).optional(),
    width: z.number().int().min(240).max(1600).default(USUAL_WIDTH),
    named: z.union([z.literal(true), z.array(line).min(1).max(4)]).optional(),
  }),
};

const expectation = z.union(
  [ways.prints, ways.call, ways.solution, ways.kept, ways.uses, ways.lacks, ways.equals, ways.page],
  'une attente est « prints », « call » et « gives », « file » et « solution », « kept », « uses », « lacks », « text » et « is », ou « page » et « select »',
);

export const codeEditorShape = { config, expect: z.array(expectation).min(1).max(12) };

export type CodeExpectation = z.infer<typeof expectation>;
export type PageExpectation = z.infer<typeof ways.page>;
type Authored = z.infer<typeof config>;

export interface CodeConfig {
  readonly files: readonly { readonly name: string; readonly text: string; readonly fixed: boolean }[];
  readonly pictures: readonly { readonly name: string; readonly picture: string }[];
  readonly open: string;
  /** Null when there is nothing to run nor to look at. */
  readonly run: string | null;
  readonly inputs: readonly string[] | null;
  readonly tries: readonly string[];
  readonly widths: readonly number[];
  readonly reader: boolean;
}

/** « places = 12 »: by name, what is given. */
export function valuesGiven(given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((one) => {
      const [, name = '', value = ''] = GIVEN.exec(one) ?? [];
      return [name, value];
    }),
  );
}

const isPage = (one: string) => one.endsWith('.html');
const isProgram = (one: string) => one.endsWith('.py');

/** The files as the page gets them; what names a file, a selector or a call that is not there is reported. */
export const prepareCodeEditor: Prepare<Authored, CodeExpectation, CodeConfig> = (
  authored,
  expected,
  { fault, picture },
) => {
  const names = authored.files.map((file) => file.name);
  names.forEach((one, rank) => {
    if (names.indexOf(one) !== rank)
      fault(`« ${one} » est déjà le nom d’un fichier.`, ['practical', 'files', rank, 'name']);
  });
  const run = authored.run ?? names.find((one) => isPage(one) || isProgram(one)) ?? null;
  const known = (one: string, at: readonly PropertyKey[]) => {
    if (!names.includes(one)) fault(`il n’y a pas de fichier « ${one} ».`, at);
  };
  if (authored.open !== undefined) known(authored.open, ['practical', 'open']);
  if (authored.run !== undefined) known(authored.run, ['practical', 'run']);
  const calls = (one: string, at: readonly PropertyKey[]) => {
    try {
      readExpression(one);
    } catch (error) {
      if (!(error instanceof CodeFault)) throw error;
      fault(`« ${one} » ne se lit pas (${error.trouble.code}).`, at);
    }
  };
  authored.tries.forEach((one, rank) => {
    calls(one, ['practical', 'tries', rank]);
  });
  expected.forEach((one, rank) => {
    const at = ['expect', rank];
    if (('prints' in one || 'call' in one) && (run === null || !isProgram(run)))
      fault('« prints » et « call » demandent un programme (.py).', at);
    if ('call' in one) {
      calls(one.call, at);
      calls(one.gives, at);
    }
    if ('given' in one) for (const value of Object.values(valuesGiven(one.given))) calls(value, at);
    if ('file' in one) {
      known(one.file, at);
      if (authored.files.some(({ name: held, fixed }) => held === one.file && fixed))
        fault(`« ${one.file} » ne peut pas changer (fixed).`, at);
    }
    if ('kept' in one) {
      known(one.kept, at);
      if (one.free !== undefined && one.except !== undefined)
        fault('« kept » va avec « free » ou avec « except », et un seul des deux.', at);
      if (one.except && !isPage(one.kept)) fault('« except » demande une page (.html).', at);
    }
    if (('uses' in one || 'lacks' in one) && one.in !== undefined) known(one.in, at);
    if ('text' in one) known(one.text, at);
    if ('page' in one) {
      known(one.page, at);
      if (!isPage(one.page)) fault('« page » demande une page (.html).', at);
    }
    const selectors = 'page' in one ? [one.select] : 'kept' in one ? (one.except ?? []) : [];
    for (const selector of selectors) {
      if (selected({ tag: '', attributes: {}, children: [], line: 1, parent: null }, selector) === null)
        fault(`le sélecteur « ${selector} » ne se lit pas.`, at);
    }
  });
  return {
    // A block of YAML ends with a line's end, which would show as one more line.
    files: authored.files.map((file) => ({ ...file, text: file.text.replace(/\n$/, '') })),
    pictures: authored.pictures.flatMap(({ name: path, file }, rank) => {
      const data = picture(file, ['practical', 'pictures', rank, 'file']);
      return data === null ? [] : [{ name: path, picture: data }];
    }),
    open: authored.open ?? names[0] ?? '',
    run,
    inputs: authored.inputs ?? null,
    tries: authored.tries,
    widths: authored.widths,
    reader: authored.reader,
  };
};
