import { parseArgs } from 'node:util';
import type { LtiDeps } from '../lti/deps.ts';

export interface Output {
  print(line: string): void;
}

/** @returns the exit code */
export type Command = (deps: LtiDeps, out: Output) => Promise<0 | 1>;

/** The command is not written right: its usage helps. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** The command is right and cannot be done. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandError';
  }
}

export type Options = Readonly<Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>>;

export interface Arguments {
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
  /** @throws UsageError when it is missing */
  required(name: string): string;
}

/** @throws UsageError for an unknown option, one without its value, or another number of words than `positionals` allows. */
export function readArguments(
  words: readonly string[],
  options: Options,
  positionals: { min: number; max: number },
): Arguments {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(words, options);
  } catch (error) {
    throw new UsageError(`Option inconnue ou incomplète : ${error instanceof Error ? error.message : error}`);
  }
  const given = parsed.positionals.length;
  if (given < positionals.min) throw new UsageError('Il manque un identifiant à cette commande.');
  if (given > positionals.max) {
    throw new UsageError(`« ${parsed.positionals.slice(positionals.max).join(' ')} » est en trop.`);
  }
  const values = new Map(Object.entries(parsed.values));
  const texts = (name: string) => {
    const value = values.get(name);
    return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string' && item !== '');
  };
  const text = (name: string) => texts(name).map(String).at(-1);
  return {
    positionals: parsed.positionals,
    text,
    texts: (name) => texts(name).map(String),
    flag: (name) => values.get(name) === true,
    required(name) {
      const value = text(name);
      if (value === undefined) throw new UsageError(`Il manque --${name}.`);
      return value;
    },
  };
}

/** A row's id. @throws UsageError */
export function readId(word: string | undefined): string {
  if (word !== undefined && /^[1-9]\d{0,17}$/.test(word)) return word;
  throw new UsageError(`« ${word ?? ''} » n'est pas un identifiant : un nombre est attendu.`);
}

function parse(words: readonly string[], options: Options) {
  return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
}
