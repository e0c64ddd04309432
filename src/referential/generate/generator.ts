import { z } from 'zod';
import { compileDraw, type Draw, drawSchema, tableSchema } from './draws.ts';
import { formulasOver } from './formula.ts';
import { asCondition } from './template.ts';
import { GenerationError, type Row, type Value } from './value.ts';

const name = z
  .string()
  .regex(/^[a-z][A-Za-z0-9_]*$/, 'un nom : une minuscule, puis lettres sans accent et chiffres');

/** What an author writes under `generate`. */
export const generateSchema = z.strictObject({
  tables: z.record(name, tableSchema).default({}),
  values: z
    .record(name, drawSchema)
    .refine((values) => Object.values(values).some((draw) => typeof draw !== 'string'), 'au moins un tirage'),
  where: z.array(z.string().trim().min(1)).default([]),
});

export type GenerateFile = z.infer<typeof generateSchema>;

export interface Drawer {
  /** Everything that the templates may name. */
  readonly names: readonly string[];
  /** The values of a seed. @throws GenerationError when no draw in TRIES meets every condition. */
  readonly draw: (seed: string) => Row;
}

/** Draws begun again at most so many times for conditions to be met. */
const TRIES = 200;

type Refuse = (error: unknown, path: readonly PropertyKey[]) => void;

/** Compiles what stands under `generate`; null when something can't be read, which `refuse` hears of, part by part. */
export function compileDrawer(file: GenerateFile, refuse: Refuse): Drawer | null {
  let sound = true;
  const attempt = <T>(make: () => T, path: readonly PropertyKey[]): T | null => {
    try {
      return make();
    } catch (error) {
      sound = false;
      refuse(error, path);
      return null;
    }
  };
  const names = Object.keys(file.tables);
  const steps: { name: string; draw: Draw }[] = [];
  for (const [key, draw] of Object.entries(file.values)) {
    const path = ['generate', 'values', key];
    if (names.includes(key)) attempt(() => twice(key), path);
    const made = attempt(() => compileDraw(draw, names), path);
    if (made) steps.push({ name: key, draw: made });
    names.push(key);
  }
  const formula = attempt(() => formulasOver(names), ['generate', 'values']);
  if (!formula) return null;
  const conditions = file.where.flatMap((source, index) => {
    const compute = attempt(() => formula(source), ['generate', 'where', index]);
    return compute ? (values: Row) => asCondition(compute(values), source) : [];
  });
  if (!sound) return null;
  return {
    names,
    draw(seed) {
      for (let again = 0; again < TRIES; again += 1) {
        const values: Record<string, Value> = { ...file.tables };
        const used = new Set<string>();
        for (const step of steps) {
          values[step.name] = step.draw({ values, seed: `${seed}:${again}:${step.name}`, used });
        }
        if (conditions.every((holds) => holds(values))) return values;
      }
      throw new GenerationError(`« where » : aucun tirage ne convient en ${TRIES} essais.`);
    },
  };
}

function twice(key: string): never {
  throw new GenerationError(`« ${key} » est déjà le nom d'une table.`);
}
