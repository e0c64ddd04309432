import { z } from 'zod';
import { MOST_CHOICES, MOST_QUESTIONS, RESULTS, WHO } from '../../referential/practicals/form-builder.ts';
import { CONDITION_TESTS, isRealDay, QUESTION_TYPES } from '../../referential/practicals/form-rules.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const limit = z.number().min(-1e6).max(1e6).nullable();
const question = z.strictObject({
  id,
  type: z.enum(QUESTION_TYPES),
  title: z.string().max(200),
  help: z.string().max(300),
  required: z.boolean(),
  choices: z.array(z.strictObject({ id, text: z.string().max(120) })).max(MOST_CHOICES),
  other: z.boolean(),
  min: limit,
  max: limit,
  when: z
    .strictObject({
      question: id,
      test: z.enum(CONDITION_TESTS),
      value: z.union([id, z.literal(''), z.number().min(-1e6).max(1e6)]),
    })
    .nullable(),
});

/** The whole form, as it now stands. */
export const reachedForm = z.strictObject({
  title: z.string().max(200),
  description: z.string().max(1000),
  questions: z
    .array(question)
    .max(MOST_QUESTIONS)
    .refine((all) => new Set(all.map((one) => one.id)).size === all.length),
  settings: z.strictObject({
    who: z.enum(WHO),
    once: z.boolean(),
    collect: z.boolean(),
    results: z.enum(RESULTS),
    closes: z.string().refine(isRealDay).nullable(),
    message: z.string().max(300),
  }),
});

export type ReachedForm = z.infer<typeof reachedForm>;
