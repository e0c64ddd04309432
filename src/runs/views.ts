/** Models of `views/runs/*`: everything arrives ready, in the reader's language; `…Html` is already safe. */

export interface Stair {
  readonly answered: number;
  /** Questions that remain, this one included; null once the run is over. */
  readonly remaining: { readonly low: number; readonly high: number } | null;
  /** « 7 réponses, encore 6 à 9 environ » */
  readonly label: string;
}

export interface PictureView {
  readonly src: string;
  readonly alt: string;
  readonly caption: string | null;
  readonly width: number | null;
  readonly height: number | null;
}

export interface QuestionView {
  readonly id: string;
  readonly instructionHtml: string;
  readonly documentHtml: string | null;
  readonly pictures: readonly PictureView[];
  readonly attachments: readonly {
    readonly href: string;
    readonly fileName: string;
    readonly label: string;
    readonly size: string;
  }[];
  readonly practical: PracticalView | null;
}

/** A simulated application in its frame. */
export interface PracticalView {
  /** Whose document is shown. */
  readonly frame: string;
  /** The challenge it belongs to: what was done is kept under this name. */
  readonly id: string;
  readonly title: string;
  /** JSON for the frame: its configuration and the state it begins in. */
  readonly setup: string;
  /** JSON of the state of a form sent back, or ''. */
  readonly reached: string;
  readonly alternativeHtml: string | null;
}

/** What was expected of a window, with what was there instead (null: all is well, or nothing was answered). */
export type CorrectedPractical = readonly {
  readonly expected: string;
  /** Null: the question was passed, nothing is judged. */
  readonly right: boolean | null;
  readonly reached: string | null;
}[];

export interface ChoiceView {
  /** Place in this pupil's shuffled order; says nothing of the key. */
  readonly value: string;
  readonly text: string;
  readonly checked: boolean;
}

export interface FieldView {
  /** Posted as `field.<name>`. */
  readonly name: string;
  readonly label: string;
  readonly format: 'text' | 'number' | 'date' | 'time' | 'select';
  readonly size: 'small' | 'words' | 'sentence';
  readonly unit: string | null;
  readonly options: readonly string[];
  readonly value: string;
}

/** What is placed with the pupil's hand; every name and value says only what is shown, nothing of the key. */
export type PlacementView = OrderingView | MatchingView | PointingView;

export interface OrderingView {
  readonly mode: 'ordering';
  readonly first: string | null;
  readonly last: string | null;
  /** In the order shown; posted as `place.<name>`. `place`: from 1, null until given. */
  readonly items: readonly { readonly name: string; readonly text: string; readonly place: number | null }[];
}

export interface MatchingView {
  readonly mode: 'matching';
  /** Whether a right may serve twice. */
  readonly reuse: boolean;
  /** Posted as `match.<name>`; `chosen` is the value of a right, or ''. */
  readonly lefts: readonly { readonly name: string; readonly text: string; readonly chosen: string }[];
  readonly rights: readonly { readonly value: string; readonly letter: string; readonly text: string }[];
}

export interface PointingView {
  readonly mode: 'pointing';
  readonly picture: PictureView;
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** Points given, « 120,85 ». */
  readonly points: readonly string[];
  /** The same places in words, for those who cannot point. */
  readonly zones: readonly { readonly value: string; readonly text: string; readonly checked: boolean }[];
}

/** `views/runs/_asked.ejs`: what a form of answer holds. */
export interface AskedView {
  readonly question: QuestionView;
  /** One of the four is not empty. `single`: radio buttons; `several`: check boxes. */
  readonly single: readonly ChoiceView[];
  readonly several: readonly ChoiceView[];
  readonly fields: readonly FieldView[];
  readonly placement: PlacementView | null;
  /** An empty answer sent back: what to do. */
  readonly error: string | null;
}

/** `views/runs/challenge.ejs` */
export interface ChallengePage extends AskedView {
  readonly title: string;
  readonly trial: boolean;
  /** Of the campaign, in a sentence; null when there is none. */
  readonly deadline: string | null;
  readonly stair: Stair;
  readonly answerAction: string;
  readonly skipAction: string;
  /** « Voir la réponse », to a teacher who tries; null for everybody else. */
  readonly solutionAddress: string | null;
  /** Null in a preview. */
  readonly report: ReportView | null;
  /** « Je ne peux pas faire cette épreuve »; null when it asks for nothing that somebody may lack. */
  readonly obstacle: {
    readonly action: string;
    readonly reasons: readonly { readonly value: string; readonly label: string }[];
    /** What is played on is not one that the challenge is made for. */
    readonly unsuited: boolean;
  } | null;
  /** Of a question « de mémoire »: how often its page was left. */
  readonly focus: { readonly action: string; readonly times: number } | null;
  /** What became of the one before, which could not be done, or was answered elsewhere. */
  readonly changed: string | null;
}

/** A challenge that could not be done, as the teacher reads of it. */
export interface LeftOutChallenge {
  /** Null once the challenge has left the bank. */
  readonly questionHtml: string | null;
  readonly reason: string;
  readonly became: string;
}

/** What is wrong with a challenge, in the pupil's words. */
export interface ReportView {
  readonly action: string;
  readonly kinds: readonly { readonly value: string; readonly label: string; readonly checked: boolean }[];
  readonly words: string;
  readonly mostWords: number;
  readonly error: string | null;
  /** What already stands: the form then changes it. */
  readonly sent: { readonly kind: string; readonly words: string } | null;
}

/** `views/runs/report.ejs` */
export interface ReportPage {
  readonly title: string;
  readonly instructionHtml: string;
  readonly back: string;
  readonly report: ReportView;
}

/** What was placed beside what was to be; `given` is null, or empty, when the question was passed. */
export type CorrectedPlacement =
  | {
      readonly mode: 'ordering';
      /** In the right order. `place`: « 2 », or « 2 à 3 » where items may change places. */
      readonly items: readonly {
        readonly place: string;
        readonly text: string;
        readonly given: number | null;
        readonly right: boolean;
      }[];
    }
  | {
      readonly mode: 'matching';
      readonly rows: readonly {
        readonly left: string;
        readonly given: string | null;
        readonly right: boolean;
        readonly expected: string;
      }[];
    }
  | {
      readonly mode: 'pointing';
      readonly drawn: PointedPicture;
      readonly given: readonly {
        /** « Repère 2 : pas ici » */
        readonly label: string;
        readonly text: string;
        readonly right: boolean;
        readonly why: string | null;
      }[];
      /** How many of `expected` were asked. */
      readonly count: number;
      readonly expected: readonly string[];
    };

/** A picture with the right zones and what was pointed at, in its own pixels. */
export interface PointedPicture {
  readonly picture: PictureView;
  readonly width: number;
  readonly height: number;
  readonly zones: readonly { readonly state: 'right' | 'wrong'; readonly outline: string }[];
  readonly marks: readonly {
    readonly state: 'right' | 'wrong';
    readonly x: number;
    readonly y: number;
    readonly number: number;
  }[];
  /** Radius of a mark. */
  readonly radius: number;
}

export interface CorrectedAnswer {
  readonly number: number;
  readonly outcome: 'right' | 'wrong' | 'skipped';
  readonly competence: string;
  /** '1' to '5' */
  readonly domain: string;
  readonly question: QuestionView;
  readonly choices: readonly {
    readonly text: string;
    readonly right: boolean;
    readonly chosen: boolean;
    readonly why: string | null;
  }[];
  readonly fields: readonly {
    readonly label: string;
    readonly given: string | null;
    readonly right: boolean;
    readonly expected: string;
  }[];
  readonly placement: CorrectedPlacement | null;
  readonly practical: CorrectedPractical | null;
  readonly explanationHtml: string;
  readonly tutorials: readonly TutorialLink[];
  /** Null where nothing can be reported: an exercise, a preview. */
  readonly reportAddress: string | null;
  /** How often its page was left, where that matters. */
  readonly leftPage: number;
}

/** A lesson in a list. */
export interface TutorialLink {
  readonly title: string;
  readonly minutes: number;
  readonly address: string;
  /** Null where nothing can be marked: authors' preview. */
  readonly marks: MarksView | null;
}

/** A button that stays pressed: pressed again, it undoes. */
export interface MarkButton {
  readonly pressed: boolean;
  readonly action: string;
}

/** `views/runs/_marks.ejs`: keep a lesson, mark it read, say whether it helped. */
export interface MarksView {
  /** Of this group on its page, where the same lesson may stand twice. */
  readonly id: string;
  readonly tutorial: string;
  readonly label: string;
  readonly saved: MarkButton;
  readonly done: MarkButton;
  /** Null: not asked yet. */
  readonly helped: { readonly yes: MarkButton; readonly no: MarkButton } | null;
  /** What was just done, for the screen reader; '' before. */
  readonly said: string;
}

/** `views/runs/focus.ejs`: before the first question « de mémoire » of a run, what that means. */
export interface FocusPage {
  readonly title: string;
  readonly trial: boolean;
  readonly stair: Stair;
  readonly action: string;
}

/** `views/runs/checkpoint.ejs` */
export interface CheckpointPage {
  readonly title: string;
  readonly trial: boolean;
  readonly deadline: string | null;
  readonly stair: Stair;
  readonly summary: { readonly right: number; readonly wrong: number; readonly skipped: number };
  readonly answers: readonly CorrectedAnswer[];
  readonly continueAction: string;
  /** The run is over: « Continuer » leads to the result. */
  readonly last: boolean;
  /** What became of the question of a page left open elsewhere. */
  readonly changed: string | null;
}

export interface SkillStep {
  readonly level: number;
  /** How it is drawn: answered right, inferred, shown by an earlier run, not there yet, or out of the count. */
  readonly state: 'direct' | 'inferred' | 'kept' | 'missing' | 'left-out';
}

/** One topic of a competence: its levels as a stair, and why each stands as it does. */
export interface TubeResult {
  readonly title: string;
  readonly steps: readonly SkillStep[];
  readonly reasons: readonly {
    /** « Niveaux 1 à 3 » */
    readonly levels: string;
    readonly status: 'validated' | 'missing' | 'left-out';
    readonly verdict: string;
    readonly why: string;
  }[];
}

export interface CompetenceResult {
  readonly code: string;
  readonly title: string;
  /** '1' to '5': its colour and icon. */
  readonly domain: string;
  readonly validated: number;
  readonly targeted: number;
  readonly percent: number;
  readonly level: number;
  readonly pix: number;
  readonly tubes: readonly TubeResult[];
}

export interface BadgeView {
  readonly title: string;
  /** For whoever won it. */
  readonly message: string;
  /** '1' to '5', or `parcours`: its emblem. */
  readonly domain: string;
  /** Of a competence's badge, in its emblem. */
  readonly code: string | null;
  /** Percent of the way; null once won. */
  readonly progress: number | null;
}

/** `views/runs/result.ejs` */
export interface ResultPage {
  readonly title: string;
  readonly trial: boolean;
  readonly percent: number;
  /** 0 to 3 */
  readonly stars: number;
  readonly stage: string;
  readonly pix: number;
  /** What this run adds to earlier ones; null when nothing. */
  readonly gain: {
    readonly pix: string | null;
    readonly levels: readonly {
      readonly domain: string;
      /** « Niveau 2 » */
      readonly label: string;
      readonly competence: string;
    }[];
  } | null;
  /** « 2 acquis ne comptent pas … »: what could not be asked. */
  readonly leftOut: string | null;
  /** Highest level that can be reached today: the steps drawn for a competence. */
  readonly maxLevel: number;
  readonly badges: readonly BadgeView[];
  readonly competences: readonly CompetenceResult[];
  /** The weakest, of those targeted; `toWorkOn` has their lessons. */
  readonly topics: readonly {
    readonly title: string;
    /** The page of its competence, in the pupil's space; null for a teacher who tries. */
    readonly address: string | null;
    readonly domain: string;
    readonly competence: string;
    readonly detail: string;
  }[];
  readonly toWorkOn: readonly TutorialLink[];
  /** What earlier runs had already shown, of the skills targeted; null when nothing. */
  readonly earlier: { readonly label: string; readonly nothingAsked: boolean } | null;
  /** Before sending. */
  readonly send: { readonly action: string; readonly final: string } | null;
  /** The deadline, or that the teacher closed; null: nothing to say, or it is sent. */
  readonly closing: string | null;
  /** After sending: « Envoyés le 22 novembre 2026 à 21:09 » and where the grade is. */
  readonly sent: { readonly label: string; readonly grade: string } | null;
  /** « Améliorer mon résultat », or from when. Null: not for this run. */
  readonly retry: {
    readonly action: string | null;
    readonly when: string | null;
    readonly kept: string;
  } | null;
  /** Another attempt has begun since: where it is. */
  readonly later: { readonly address: string } | null;
  /** Free practice: nothing to send, and the way back. */
  readonly practice: { readonly label: string; readonly address: string } | null;
  /** Null when nothing was asked. */
  readonly answersAddress: string | null;
  readonly trialAgainAction: string | null;
  /** Of a trial: the way back to the class. */
  readonly classAddress: string | null;
}

/** `views/runs/answers.ejs`: every answer of a run, corrected. */
export interface AnswersPage {
  readonly title: string;
  readonly answers: readonly CorrectedAnswer[];
  readonly back: string;
}

/** `views/runs/solution.ejs`: what a question asked in a trial expects. */
export interface SolutionPage {
  readonly title: string;
  readonly answer: CorrectedAnswer;
  readonly back: string;
}

/** One level of the drawn example. */
export interface DrawnStep {
  readonly level: number;
  /** `open`: nothing is known of it yet. */
  readonly state: 'direct' | 'inferred' | 'missed' | 'ruled-out' | 'asked' | 'open';
}

/** `views/runs/how-it-works.ejs` */
export interface HowItWorksPage {
  readonly title: string;
  /** Where the reader came from. */
  readonly back: string | null;
  readonly teacher: boolean;
  /** Three pictures of one stair, each with all it shows in words. */
  readonly example: readonly { readonly steps: readonly DrawnStep[]; readonly caption: string }[];
  /** Worked by the rules, for the texts. */
  readonly numbers: Readonly<
    Record<
      | 'validated'
      | 'targeted'
      | 'percent'
      | 'stars'
      | 'oneStar'
      | 'twoStars'
      | 'threeStars'
      | 'pixOfTwo'
      | 'pixOfFour'
      | 'pix'
      | 'level'
      | 'missing'
      | 'levels'
      | 'competences'
      | 'total'
      | 'maxLevel'
      | 'retryDays',
      number
    >
  >;
}
