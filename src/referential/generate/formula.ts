import { Environment } from '@marcbachmann/cel-js';
import { FUNCTIONS } from './functions.ts';
import { GenerationError, type Row, textOf, type Value } from './value.ts';

/**
 * Formulas of generated challenges: CEL, a small language that always ends, with no way out of the values it is given.
 * Its whole numbers are made ordinary ones, so that 7 / 2 is 3.5 and a price may be multiplied by a count.
 */
export type Formula = (values: Row) => Value;

/** No author needs more; what is longer is a mistake. */
const LONGEST_FORMULA = 2000;

const base = new Environment({
  homogeneousAggregateLiterals: false,
  limits: { maxAstNodes: 1000, maxDepth: 60 },
});
for (const [signature, handler] of Object.entries(FUNCTIONS)) {
  base.registerFunction(signature, (...args: unknown[]) => {
    return (handler as (...given: Value[]) => Value)(...args.map((arg) => asValue(arg)));
  });
}
const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};
for (const [sign, compute] of Object.entries(ARITHMETIC)) {
  for (const [left, right] of [
    ['int', 'double'],
    ['double', 'int'],
  ]) {
    base.registerOperator(`${left} ${sign} ${right}`, (a: unknown, b: unknown) =>
      compute(Number(a), Number(b)),
    );
  }
}
base.registerOperator('double % double', (a: unknown, b: unknown) => Number(a) % Number(b));
base.registerOperator('string + double', (a: string, b: number) => a + textOf(b, 'prose'));
base.registerOperator('double + string', (a: number, b: string) => textOf(a, 'prose') + b);

/** Formulas over these names; a name may be used once only what gives it has been computed. */
export function formulasOver(names: readonly string[]): (source: string) => Formula {
  const scope = base.clone();
  for (const name of new Set(names)) {
    try {
      scope.registerVariable(name, 'dyn');
    } catch {
      throw new GenerationError(`« ${name} » est un mot réservé : choisis un autre nom.`);
    }
  }
  return (source) => compile(scope, source);
}

/** @throws GenerationError for what can't be read or names nothing known. */
function compile(scope: Environment, source: string): Formula {
  const refuse = (reason: unknown): never => {
    throw new GenerationError(`formule « ${source.trim()} » : ${inFrench(reason)}`);
  };
  if (source.length > LONGEST_FORMULA) refuse('trop longue.');
  let run: ReturnType<Environment['parse']>;
  try {
    run = scope.parse(wholeAsDecimal(source));
  } catch (error) {
    return refuse(error);
  }
  const checked = run.check();
  if (!checked.valid) refuse(checked.error);
  return (values) => {
    try {
      return asValue(run(values));
    } catch (error) {
      return refuse(error);
    }
  };
}

/** `3` becomes `3.0` outside texts; a place in a list, as in `mots[0]`, must stay whole. */
function wholeAsDecimal(source: string): string {
  return source.replace(LITERALS, (piece, at: number) => {
    const isPlace = /[\w)\]]\[$/u.test(source.slice(0, at)) && source[at + piece.length] === ']';
    return /^\d/u.test(piece) && !isPlace ? `${piece}.0` : piece;
  });
}
const LITERALS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<![\w.])\d+(?![\w.])/gu;

/** What CEL gives, its whole numbers (bigint) made ordinary; lists that hold none are not copied. */
function asValue(given: unknown): Value {
  if (typeof given === 'number' || typeof given === 'string' || typeof given === 'boolean') return given;
  if (typeof given === 'bigint') return Number(given);
  if (Array.isArray(given)) {
    const items = given.map((item) => asValue(item));
    return items.every((item, index) => item === given[index]) ? given : items;
  }
  if (given === null || given === undefined) throw new GenerationError('ce calcul ne donne rien.');
  const entries = given instanceof Map ? [...given] : Object.entries(given);
  if (!(given instanceof Map) && entries.every(([, item]) => isPlain(item))) return given as Row;
  return Object.fromEntries(entries.map(([key, item]) => [String(key), asValue(item)]));
}

function isPlain(item: unknown): boolean {
  return typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean';
}

const TRANSLATED: readonly (readonly [RegExp, string])[] = [
  [
    /^Unknown variable: (\w+)/u,
    '« $1 » ne désigne rien ici : vérifie le nom, et que sa valeur est donnée plus haut.',
  ],
  [
    /^found no matching overload for '(.+)'/u,
    'la fonction $1 n’existe pas, ou pas pour ce genre de valeurs.',
  ],
  [/^no such overload: (.+)/u, 'opération impossible entre ces valeurs ($1).'],
  [/^No such key: (\w+)/u, 'pas de colonne « $1 ».'],
  [/^Ternary branches must have the same type.*/u, 'les deux issues de « ? : » doivent être du même genre.'],
];

function inFrench(reason: unknown): string {
  const text =
    reason instanceof Error
      ? 'summary' in reason
        ? String(reason.summary)
        : reason.message
      : String(reason);
  const known = TRANSLATED.find(([pattern]) => pattern.test(text));
  return known ? text.replace(known[0], known[1]) : text;
}
