import type { Practical } from './practicals/read.ts';
import type { ChallengeFile, ChoiceFile, Device, FieldFile } from './schema.ts';
import type { Shape } from './shape.ts';

/** The challenge bank in memory: immutable once loaded, shared by every room above. */

export interface Domain {
  readonly code: string;
  readonly title: string;
  readonly titleEn: string;
  readonly competences: readonly Competence[];
}

export interface Competence {
  readonly code: string;
  readonly domain: string;
  readonly title: string;
  readonly titleEn: string;
  readonly description: string;
  readonly tubes: readonly Tube[];
}

export interface Tube {
  readonly id: string;
  readonly competence: string;
  readonly title: string;
  readonly description: string;
  readonly devices: readonly Device[];
  readonly skills: readonly Skill[];
  readonly tutorials: readonly Tutorial[];
}

/**
 * One rung of a tube. `pix` = min(4, 8 / n), n = playable skills of this level in the competence;
 * 0 for a skill that isn't playable (no validated challenge), which nobody can validate.
 */
export interface Skill {
  readonly id: string;
  readonly tube: string;
  readonly competence: string;
  readonly level: number;
  readonly knows: string;
  readonly hint: string | null;
  readonly pix: number;
  readonly challenges: readonly Challenge[];
}

/** A field of a qroc or qrocm challenge, its key included: never sent to a page before the checkpoint. */
export type AnswerField = FieldFile;
export type Choice = ChoiceFile;

/** What an ordering, matching or pointing challenge asks to place, its key included, as for fields. */
export type Placement = Ordering | Matching | Pointing;

export interface Ordering {
  readonly mode: 'ordering';
  /** As the author wrote them. Ranks never go down in a right order: those of one rank go in any order. */
  readonly items: readonly { readonly text: string; readonly rank: number }[];
  /** What stands at each end (« Le plus léger »). */
  readonly first: string | null;
  readonly last: string | null;
}

export interface Matching {
  readonly mode: 'matching';
  /** `right`: index in `rights`. */
  readonly pairs: readonly { readonly left: string; readonly right: number }[];
  readonly rights: readonly string[];
  /** Whether one right may answer several lefts. */
  readonly reuse: boolean;
}

export interface Pointing {
  readonly mode: 'pointing';
  /** The picture to point at: the challenge's first one. */
  readonly width: number;
  readonly height: number;
  /** How many places to give. */
  readonly points: number;
  readonly zones: readonly Zone[];
}

export interface Zone {
  readonly label: string;
  readonly right: boolean;
  readonly why: string | null;
  readonly shape: Shape;
}

export interface Media {
  /** Path under `content/`, also the tail of its signed address. */
  readonly path: string;
  readonly label: string;
  readonly caption: string | null;
  readonly bytes: number;
  /** In pixels, when the file is a picture whose size could be read. */
  readonly width: number | null;
  readonly height: number | null;
  /** Of a file made for one pupil, which no folder holds. */
  readonly made?: () => Buffer;
  /** Of such a file: texts that its author says it holds. */
  readonly holds?: readonly string[];
}

/** What makes a generated challenge: the same seed gives the same challenge. */
export interface Generator {
  /** As the pupil of this seed meets it; the files made for it have their addresses under `home`. */
  readonly make: (seed: string, home: string) => Challenge;
  /**
   * The same for checks: whole, or what correcting needs alone (texts and files to open left out).
   * @throws GenerationError where `make` would fall back on a sample.
   */
  readonly probe: (seed: string, what: 'key' | 'whole') => Challenge;
  /** Files of `media/` that one seed or another shows. */
  readonly media: Readonly<Record<'pictures' | 'attachments', readonly { readonly path: string }[]>>;
}

/**
 * One question testing one skill. Markdown fields are already safe HTML (`…Html`).
 * `file` holds the parsed YAML (type, choices or fields, tolerances).
 */
export interface Challenge {
  readonly id: string;
  readonly skill: string;
  readonly type: ChallengeFile['type'];
  readonly kind: string;
  readonly status: ChallengeFile['status'];
  readonly instructionHtml: string;
  readonly documentHtml: string | null;
  readonly explanationHtml: string;
  readonly pictures: readonly Media[];
  readonly attachments: readonly Media[];
  readonly choices: readonly Choice[];
  readonly shuffle: boolean;
  readonly fields: readonly AnswerField[];
  /** Of ordering, matching and pointing challenges, which have neither choices nor fields. */
  readonly placement: Placement | null;
  /** The simulated application beside the question, or whose state is the answer. */
  readonly practical: Practical | null;
  readonly devices: readonly Device[];
  readonly seconds: number;
  readonly focus: boolean;
  /** Present when each pupil gets values of their own: the rest is then a sample, never to be shown nor corrected. */
  readonly generator?: Generator;
}

export interface Tutorial {
  readonly id: string;
  readonly tube: string;
  readonly role: 'comprendre' | 'savoir-plus';
  readonly title: string;
  readonly minutes: number;
  readonly html: string;
}

/** Won by whoever meets every criterion at the end of a run. */
export interface Badge {
  readonly id: string;
  readonly title: string;
  readonly message: string;
  /** A competence's code, a domain's, or `parcours`. */
  readonly emblem: string;
  readonly criteria: readonly {
    readonly threshold: number;
    /** Null: everything targeted. */
    readonly tubes: readonly { readonly tube: string; readonly max: number }[] | null;
  }[];
}

/** Tubes capped at a level; teachers read « parcours ». */
export interface TargetProfile {
  readonly id: string;
  readonly title: string;
  readonly category: 'rentree' | 'socle' | 'discipline' | 'cible';
  readonly description: string;
  /** « 6e », « 5e », « 4e », « 3e »; empty: any class. */
  readonly classes: readonly string[];
  readonly discipline: string | null;
  /** A collection has no tubes: pupils answer nothing, they send where they stand. */
  readonly purpose: 'assess' | 'collect';
  readonly tubes: readonly { readonly tube: string; readonly max: number }[];
  /** Playable skills of those tubes up to their cap; empty while no challenge is written: it cannot be started. */
  readonly skills: readonly string[];
  readonly badges: readonly Badge[];
}

export interface Referential {
  /** SHA-256 of the content files, hexadecimal, 16 characters. */
  readonly version: string;
  readonly domains: readonly Domain[];
  readonly competences: ReadonlyMap<string, Competence>;
  readonly tubes: ReadonlyMap<string, Tube>;
  readonly skills: ReadonlyMap<string, Skill>;
  readonly challenges: ReadonlyMap<string, Challenge>;
  readonly tutorials: ReadonlyMap<string, Tutorial>;
  readonly targetProfiles: ReadonlyMap<string, TargetProfile>;
}
