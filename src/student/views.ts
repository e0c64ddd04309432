/** Models of `views/student/*`: everything arrives ready, in the reader's language. */

export interface PixView {
  readonly total: number;
  /** What the badge counts to, whatever can be reached: 1024. */
  readonly all: number;
  /** What today's challenges allow, in a sentence; or how to begin; null when all can be reached. */
  readonly note: string | null;
}

export interface CampaignCard {
  readonly title: string;
  readonly state: 'to-begin' | 'under-way' | 'to-send' | 'sent' | 'elsewhere' | 'closed';
  readonly detail: string;
  /** Of its deadline; null when there is none, or nothing is left to do. */
  readonly deadline: string | null;
  readonly action: { readonly label: string; readonly address: string } | null;
}

export interface CompetenceCard {
  readonly code: string;
  readonly title: string;
  /** '1' to '5': its colour and icon. */
  readonly domain: string;
  readonly address: string;
  readonly level: number;
  /** Steps drawn. */
  readonly max: number;
  /** What it takes to the next level, or why there is none. */
  readonly detail: string;
}

export interface CertifiableView {
  readonly certifiable: boolean;
  readonly reached: number;
  readonly required: number;
  readonly headline: string;
  readonly help: string;
  readonly nearest: readonly {
    readonly code: string;
    readonly title: string;
    readonly domain: string;
    readonly address: string;
    readonly missing: string;
  }[];
  /** Fewer competences than needed can reach level 1 with the challenges of today. */
  readonly notToday: string | null;
}

/** `views/student/home.ejs` */
export interface HomePage {
  readonly title: string;
  readonly greeting: string;
  readonly pix: PixView;
  /** What is over and was not sent; null when nothing. */
  readonly reminder: { readonly words: string; readonly label: string; readonly address: string } | null;
  /** To begin, to go on with or to send; the newest first. */
  readonly todo: readonly CampaignCard[];
  /** What to read when there is none. */
  readonly todoNone: string;
  readonly done: readonly CampaignCard[];
  readonly recommended: readonly CompetenceCard[];
  readonly certifiable: CertifiableView;
}

export interface CompetenceRow extends CompetenceCard {
  readonly pix: number;
  /** Percent of the way to the next level. */
  readonly progress: number;
  /** Highest level that today's challenges allow. */
  readonly reachable: number;
  /** Whether anything can be asked. */
  readonly playable: boolean;
  readonly underWay: boolean;
}

export interface DomainRows {
  readonly code: string;
  readonly title: string;
  readonly competences: readonly CompetenceRow[];
}

/** `views/student/competences.ejs` */
export interface CompetencesPage {
  readonly title: string;
  readonly pix: PixView;
  /** How many competences have questions today. */
  readonly note: string | null;
  readonly domains: readonly DomainRows[];
  readonly certifiable: CertifiableView;
}

export interface TubeView {
  readonly title: string;
  readonly steps: readonly {
    readonly level: number;
    readonly state: 'direct' | 'inferred' | 'missing' | 'open';
  }[];
  readonly label: string;
}

/** `views/student/competence.ejs` */
export interface CompetencePage extends CompetenceRow {
  readonly description: string;
  readonly domainTitle: string;
  /** « Les questions d'aujourd'hui montent jusqu'au niveau 6 »; null when they go to the top, or there are none. */
  readonly reachableNote: string | null;
  readonly tubes: readonly TubeView[];
  /** Titles of topics without a question yet. */
  readonly closedTubes: readonly string[];
  /** What can be done now, in a sentence. */
  readonly note: string;
  readonly action: {
    readonly label: string;
    readonly address: string;
    readonly method: 'get' | 'post';
  } | null;
  /** « 8 à 14 questions, environ 15 minutes » */
  readonly length: string | null;
  /** Beginning again: its page, or from when. Null: nothing to forget. */
  readonly reset: { readonly address: string | null; readonly when: string | null } | null;
}

/** `views/student/reset.ejs` */
export interface ResetPage {
  readonly title: string;
  readonly competence: string;
  readonly lost: readonly string[];
  readonly kept: readonly string[];
  readonly action: string;
  readonly cancel: string;
}

/** `views/student/code.ejs` */
export interface CodePage {
  readonly title: string;
  readonly value: string;
  readonly error: string | null;
}
