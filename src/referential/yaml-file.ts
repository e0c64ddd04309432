import { isMap, isNode, isScalar, LineCounter, parseDocument, type YAMLError } from 'yaml';
import { z } from 'zod';
import { FILE_START, type Position, type Problem, report } from './problems.ts';

type Path = readonly PropertyKey[];

export interface YamlFile<T> {
  readonly data: T;
  /** Where the value at `path` is written; the nearest parent's place when it is absent. */
  readonly at: (path: Path) => Position;
  /** Checks a value made from this file's against a schema, as the file itself was; null when it doesn't fit (reported). */
  readonly check: <S extends z.ZodType>(value: unknown, schema: S) => z.output<S> | null;
  /** A part whose shape another part decides: `value`, written at `path`, checked and reported alike; null when wrong. */
  readonly part: CheckPart;
}

export type CheckPart = <S extends z.ZodType>(schema: S, value: unknown, path: Path) => z.output<S> | null;

const SYNTAX: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'tabulation dans le retrait : mets des espaces (2 par niveau)',
  DUPLICATE_KEY: 'cette clé est écrite deux fois',
  BAD_INDENT: 'retrait irrégulier : aligne cette ligne avec ses voisines (2 espaces par niveau)',
  MISSING_CHAR: 'il manque un caractère (guillemet, crochet, accolade, deux-points ou virgule)',
  UNEXPECTED_TOKEN: 'caractère inattendu ici : mets le texte entre guillemets',
  MULTILINE_IMPLICIT_KEY: 'clé sur plusieurs lignes : il manque sans doute un deux-points ou un retrait',
  BLOCK_AS_IMPLICIT_KEY: "deux-points suivi d'une espace dans un texte : mets le texte entre guillemets",
  BAD_ALIAS: 'texte commençant par * ou & : mets-le entre guillemets',
  BAD_SCALAR_START: 'ce texte commence par un caractère réservé (@, %, `) : mets-le entre guillemets',
  BAD_DQ_ESCAPE: 'barre oblique inverse inconnue entre guillemets doubles : prends des guillemets simples',
};

const inFrench = z.locales.fr().localeError;

/**
 * Parses one YAML text and checks its shape; every fault is reported at its line, and then the answer is null.
 * `firstLine` is the line of the file on which `source` starts (front matter starts on the second).
 */
export function readYaml<S extends z.ZodType>(
  source: string,
  schema: S,
  path: string,
  problems: Problem[],
  firstLine = 1,
): YamlFile<z.output<S>> | null {
  const lineCounter = new LineCounter();
  const document = parseDocument(source, { lineCounter, prettyErrors: false });
  const place = (offset: number): Position => {
    const { line, col } = lineCounter.linePos(offset);
    return line < 1 ? FILE_START : { line: line + firstLine - 1, column: col };
  };
  if (document.errors.length > 0) {
    const lines = new Set<number>();
    for (const error of document.errors) {
      const position = place(error.pos[0]);
      // One slip often makes the parser stumble several times on the same line.
      if (!lines.has(position.line)) report(problems, path, syntaxMessage(error), position);
      lines.add(position.line);
    }
    return null;
  }

  const at = (target: Path): Position => {
    for (let length = target.length; length >= 0; length -= 1) {
      const node = document.getIn(target.slice(0, length), true);
      if (isNode(node) && node.range) return place(node.range[0]);
    }
    return { line: firstLine, column: 1 };
  };
  const atKey = (parent: Path, key: string): Position => {
    const map = parent.length === 0 ? document.contents : document.getIn(parent, true);
    const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && item.key.value === key) : null;
    return pair && isScalar(pair.key) && pair.key.range ? place(pair.key.range[0]) : at(parent);
  };

  const part: CheckPart = (shape, given, from) => {
    const result = shape.safeParse(given, { error: inFrench });
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      const place = [...from, ...issue.path];
      if (issue.code === 'unrecognized_keys') {
        for (const key of issue.keys) {
          report(problems, path, `clé inconnue « ${key} »${under(place)}`, atKey(place, key));
        }
      } else {
        report(problems, path, `${name(place)}${issue.message}`, at(place));
      }
    }
    return null;
  };
  const check: YamlFile<unknown>['check'] = (value, wanted) => part(wanted, value, []);

  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    report(problems, path, 'les renvois YAML (& et *) ne sont pas acceptés : recopie le texte.');
    return null;
  }
  const data = check(value, schema);
  return data === null ? null : { data, at, check, part };
}

function syntaxMessage(error: YAMLError): string {
  return `YAML illisible : ${SYNTAX[error.code] ?? error.message}`;
}

function under(path: Path): string {
  return path.length === 0 ? '' : ` dans ${dotted(path)}`;
}

function name(path: Path): string {
  return path.length === 0 ? '' : `${dotted(path)} : `;
}

function dotted(path: Path): string {
  return path.map((part) => (typeof part === 'number' ? String(part + 1) : String(part))).join('.');
}
