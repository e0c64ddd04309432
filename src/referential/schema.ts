import { z } from 'zod';
import { bodyFault, madeName, madeShape } from './made/shape.ts';
import { matchingShape, orderingShape, pointingShape } from './placement-schema.ts';

/** The shapes of the files under `content/`; `content/README.md` says the same to authors. */

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'minuscules, chiffres et tirets seulement');
const text = z.string().trim().min(1);
const level = z.int().min(1).max(8);
const competenceCode = z.string().regex(/^[1-5]\.[1-4]$/);
const device = z.enum(['computer', 'tablet', 'phone']);
const mediaPath = z.string().regex(/^media\/[a-z0-9][a-z0-9._-]*$/, 'un fichier du dossier media/ du sujet');

export const frameworkSchema = z.strictObject({
  domains: z.array(
    z.strictObject({
      code: z.string().regex(/^[1-5]$/),
      title: text,
      titleEn: text,
      competences: z.array(
        z.strictObject({ code: competenceCode, title: text, titleEn: text, description: text }),
      ),
    }),
  ),
});

export const tubeSchema = z.strictObject({
  title: text,
  description: text,
  position: z.int().min(1),
  devices: z.array(device).min(1),
  skills: z
    .array(z.strictObject({ level, knows: text, hint: text.optional() }))
    .min(1)
    .refine((skills) => new Set(skills.map((s) => s.level)).size === skills.length, 'un acquis par niveau'),
});

/** Which softening an answer field accepts (PIX's t1, t2, t3); all on unless switched off. */
const tolerances = z
  .strictObject({
    caseAndAccents: z.boolean().default(true),
    punctuation: z.boolean().default(true),
    typos: z.boolean().default(true),
  })
  .default({ caseAndAccents: true, punctuation: true, typos: true });

const choice = z.strictObject({ text, right: z.boolean().default(false), why: text.optional() });

const field = z.strictObject({
  id: slug,
  label: text,
  format: z.enum(['text', 'number', 'date', 'time', 'select']).default('text'),
  size: z.enum(['small', 'words', 'sentence']).default('words'),
  unit: text.optional(),
  options: z.array(text).min(2).optional(),
  accepted: z.array(text).min(1),
  display: text.optional(),
  refused: z.array(text).optional(),
  tolerances,
});

/** A file of `media/`, or one made for each pupil (generated challenges only): a text from `content`, others as told. */
const fileSource = {
  file: mediaPath.optional(),
  name: madeName.optional(),
  content: z.string().min(1).optional(),
};
function fromOneSource(
  source: {
    file?: string | undefined;
    name?: string | undefined;
    twin?: { readonly name: string } | undefined;
    label?: unknown;
    alt?: unknown;
    caption?: unknown;
  },
  context: z.RefinementCtx,
): void {
  const { file, name, twin, label, alt, caption, ...body } = source;
  const told = [twin, ...Object.values(body)].some((part) => part !== undefined);
  if (file !== undefined ? name !== undefined || told : name === undefined || !told) {
    context.addIssue({ code: 'custom', message: ONE_SOURCE });
    return;
  }
  for (const one of [name, twin?.name]) {
    const fault = one === undefined ? null : bodyFault({ name: one, ...body });
    if (fault !== null) context.addIssue(fault);
  }
}
const ONE_SOURCE =
  'donne « file », un fichier de media/ ; ou, dans une épreuve générée, « name » et ce que le fichier contient (« content », « sheets », « text », « picture » ou « files »)';

const common = {
  kind: z
    .string()
    .regex(/^(quiz|document|file|practical:[a-z-]+)$/, 'quiz, document, file ou practical:<composant>'),
  status: z.enum(['validated', 'proposed', 'archived']).default('validated'),
  instruction: text,
  document: text.optional(),
  pictures: z
    .array(z.strictObject({ ...fileSource, alt: text, caption: text.optional() }).superRefine(fromOneSource))
    .default([]),
  attachments: z
    .array(z.strictObject({ ...fileSource, ...madeShape, label: text }).superRefine(fromOneSource))
    .default([]),
  explanation: text,
  seconds: z.int().min(10).max(900),
  devices: z.array(device).min(1).optional(),
  focus: z.boolean().default(false),
  notes: text.optional(),
  /** Of `kind: practical:<component>`: its shape is the component's. */
  practical: z.unknown().optional(),
  alternative: text.optional(),
  equivalent: slug.optional(),
};

const qcu = z.strictObject({
  type: z.literal('qcu'),
  ...common,
  shuffle: z.boolean().default(true),
  choices: z
    .array(choice)
    .min(2)
    .max(8)
    .refine((c) => c.filter((x) => x.right).length === 1, 'exactement une bonne réponse'),
});

const qcm = z.strictObject({
  type: z.literal('qcm'),
  ...common,
  shuffle: z.boolean().default(true),
  choices: z
    .array(choice)
    .min(3)
    .max(10)
    .refine((c) => c.filter((x) => x.right).length >= 2, 'au moins deux bonnes réponses')
    .refine((c) => c.some((x) => !x.right), 'au moins une mauvaise réponse'),
});

const qroc = z.strictObject({ type: z.literal('qroc'), ...common, fields: z.array(field).length(1) });

const severalFields = z
  .array(field)
  .min(2)
  .max(8)
  .refine((f) => new Set(f.map((x) => x.id)).size === f.length, 'un id différent par champ');

const qrocmInd = z.strictObject({ type: z.literal('qrocm-ind'), ...common, fields: severalFields });
/** Order free: each field's answer must match a different field's accepted list. */
const qrocmDep = z.strictObject({ type: z.literal('qrocm-dep'), ...common, fields: severalFields });

const ordering = z.strictObject({ type: z.literal('ordering'), ...common, ...orderingShape });
const matching = z.strictObject({ type: z.literal('matching'), ...common, ...matchingShape });
const pointing = z.strictObject({ type: z.literal('pointing'), ...common, ...pointingShape });
/** The answer is what a simulated application was brought to. */
const practical = z.strictObject({ type: z.literal('practical'), ...common, expect: z.unknown() });

export const challengeSchema = z.discriminatedUnion(
  'type',
  [qcu, qcm, qroc, qrocmInd, qrocmDep, ordering, matching, pointing, practical],
  'qcu, qcm, qroc, qrocm-ind, qrocm-dep, ordering, matching, pointing ou practical',
);

export const tutorialFrontMatterSchema = z.strictObject({
  title: text,
  minutes: z.int().min(1).max(10),
});

const target = z.strictObject({ id: slug, max: level });
const targets = z.array(target).min(1);

/** Obtained when every criterion is met: a percent of all that the profile targets, or of capped tubes. */
const badge = z.strictObject({
  id: slug,
  title: text,
  message: text,
  emblem: z
    .string()
    .regex(/^(parcours|[1-5](\.[1-4])?)$/, 'un domaine (4), une compétence (4.1) ou parcours'),
  criteria: z.array(z.strictObject({ threshold: z.int().min(1).max(100), tubes: targets.optional() })).min(1),
});

export const targetProfileSchema = z
  .strictObject({
    title: text,
    category: z.enum(['rentree', 'socle', 'discipline', 'cible']),
    description: text,
    position: z.int().min(1),
    /** Whom it suits; empty: any class. */
    classes: z.array(z.enum(['6e', '5e', '4e', '3e'])).default([]),
    discipline: text.optional(),
    /** A collection of profiles has nothing to ask, and so no tubes. */
    purpose: z.enum(['assess', 'collect']).default('assess'),
    tubes: z.array(target).default([]),
    badges: z.array(badge).default([]),
  })
  .refine(({ purpose, tubes }) => (purpose === 'collect') === (tubes.length === 0), {
    path: ['tubes'],
    message: "un parcours a au moins un sujet, une collecte de profils n'en a aucun.",
  });

export type FrameworkFile = z.infer<typeof frameworkSchema>;
export type TubeFile = z.infer<typeof tubeSchema>;
export type ChallengeFile = z.infer<typeof challengeSchema>;
/** What a challenge asks of a media file, wherever it comes from. */
export type SourceFile = ChallengeFile['attachments'][number] | ChallengeFile['pictures'][number];
export type FieldFile = z.infer<typeof field>;
export type ChoiceFile = z.infer<typeof choice>;
export type TargetProfileFile = z.infer<typeof targetProfileSchema>;
export type Device = z.infer<typeof device>;
