import type { Policy } from '../engine/method.ts';
import type {
  BadgeView,
  CompetenceResult,
  CorrectedAnswer,
  LeftOutChallenge,
  PointedPicture,
} from '../runs/views.ts';

/** Models of `views/campaigns/*`: everything arrives ready, in the reader's language; `…Html` is already safe. */

/** `views/campaigns/landing.ejs`: what a pupil sees first. */
export interface LandingPage {
  readonly title: string;
  readonly landingHtml: string | null;
  readonly teacher: string | null;
  /** « 20 à 30 questions, environ 25 minutes » */
  readonly length: string;
  /** What earlier runs showed counts: said before the pupil starts. */
  readonly keepsEarlier: boolean;
  readonly startAction: string;
}

export interface ModelChoice {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** « 24 acquis, environ 20 questions, 25 minutes » */
  readonly length: string;
  readonly competences: readonly string[];
  readonly checked: boolean;
}

/** `views/campaigns/picker.ejs`: Deep Linking. The first form, posted as it stands, returns the first ready campaign. */
export interface PickerPage {
  readonly title: string;
  readonly course: string | null;
  readonly readyAction: string;
  readonly createAction: string;
  readonly cancelAction: string;
  readonly groups: readonly { readonly title: string; readonly models: readonly ModelChoice[] }[];
  /** Campaigns already made for this course, to add again. */
  readonly campaigns: readonly { readonly code: string; readonly name: string; readonly created: string }[];
  readonly values: {
    readonly name: string;
    readonly title: string;
    readonly landingText: string;
    readonly method: Policy['method'];
    readonly freshStart: boolean;
    readonly multipleSendings: boolean;
    readonly competenceColumns: boolean;
    readonly deletedColumns: 'recreate' | 'report';
  };
  /** Days before another attempt, and that failures stand. */
  readonly retryDays: number;
  readonly errors: Readonly<Record<string, string>>;
  readonly creating: boolean;
}

/** `views/campaigns/picked.ejs`: one form holding `JWT`, sent by itself by the page's script. */
export interface PickedPage {
  readonly title: string;
  readonly action: string;
  readonly jwt: string;
}

export type ParticipantStatus = 'not-begun' | 'started' | 'to-share' | 'shared';

export interface ParticipantRow {
  readonly name: string;
  /** Of the pupil's own page; null when nothing was begun. */
  readonly address: string | null;
  readonly status: ParticipantStatus;
  readonly statusLabel: string;
  /** Questions answered, of those foreseen, in percent; null when not begun. */
  readonly progress: number | null;
  readonly percent: number | null;
  readonly stars: number | null;
  readonly sharedAt: string | null;
  /** Another attempt is under way since what was sent. */
  readonly retrying: boolean;
  readonly grade: {
    readonly state: 'pending' | 'sent' | 'refused';
    readonly label: string;
    readonly reason: string | null;
    readonly retryAction: string | null;
  } | null;
}

/** `views/campaigns/_exports.ejs`: a file to take away, at an address signed for this session. */
export interface DocumentLink {
  readonly format: 'results.csv' | 'results.xlsx' | 'report.pdf' | 'code.pdf';
  readonly label: string;
  readonly address: string;
  readonly fileName: string;
}

/** `views/campaigns/campaign.ejs`: the teacher's page. */
export interface CampaignPage {
  readonly title: string;
  readonly name: string;
  readonly model: string;
  readonly code: string;
  readonly link: string;
  readonly owner: string | null;
  readonly created: string;
  readonly competenceColumns: boolean;
  /** What becomes of a column that somebody deletes in the course; the teacher may choose the other thing. */
  readonly deletedColumns: {
    readonly label: string;
    readonly other: 'recreate' | 'report';
    readonly changeLabel: string;
    readonly changeAction: string;
  };
  /** Columns that were deleted in the course, and whose grades wait; null when none is. */
  readonly reported: {
    readonly title: string;
    readonly columns: readonly string[];
    readonly label: string;
    readonly action: string;
  } | null;
  /** What pupils said of challenges; null when nothing. */
  readonly problems: {
    readonly title: string;
    readonly unseen: string | null;
    readonly seenAction: string;
    readonly unseenIds: readonly string[];
    readonly rows: readonly {
      readonly id: string;
      readonly kind: string;
      readonly words: string;
      /** « Inès Le Goff, le 22 novembre 2026 » */
      readonly from: string;
      /** Null once the challenge has left the bank. */
      readonly questionHtml: string | null;
      readonly challenge: string;
      readonly seen: boolean;
      readonly treated: boolean;
    }[];
  } | null;
  readonly method: Policy['method'];
  readonly freshStart: boolean;
  readonly multipleSendings: boolean;
  /** Days before another attempt. */
  readonly retryDays: number;
  readonly counts: {
    readonly people: number;
    readonly notBegun: number;
    readonly started: number;
    readonly toShare: number;
    readonly shared: number;
    readonly meanPercent: number | null;
  };
  /** « Liste de la classe lue dans le cours le … », or why it could not be read. */
  readonly roster: { readonly label: string; readonly failed: boolean };
  readonly participants: readonly ParticipantRow[];
  readonly documents: readonly DocumentLink[];
  readonly tryAction: string;
  readonly refreshAddress: string;
}

/** `views/campaigns/participation.ejs`: one pupil's participation, as the teacher may see it. */
export interface ParticipationPage {
  readonly title: string;
  readonly campaign: string;
  readonly back: string;
  readonly status: ParticipantStatus;
  readonly statusLabel: string;
  /** Every attempt, the first one first; empty when there is only this one. */
  readonly attempts: readonly {
    readonly label: string;
    readonly statusLabel: string;
    readonly address: string;
    readonly current: boolean;
  }[];
  /** Null until the pupil sends. */
  readonly result: {
    readonly sharedAt: string;
    readonly percent: number;
    readonly stars: number;
    readonly pix: number;
    readonly maxLevel: number;
    readonly badges: readonly BadgeView[];
    readonly competences: readonly CompetenceResult[];
    readonly answers: readonly GivenAnswer[];
    /** Challenges that the pupil could not do. */
    readonly leftOut: readonly LeftOutChallenge[];
    readonly leftOutLabel: string | null;
  } | null;
}

export interface GivenAnswer
  extends Pick<CorrectedAnswer, 'number' | 'outcome' | 'competence' | 'domain' | 'question' | 'leftPage'> {
  /** One line a choice or field; empty when skipped. */
  readonly given: readonly string[];
  readonly expected: readonly string[];
  /** Where a pointing was answered; null for other types. */
  readonly drawn: PointedPicture | null;
}
