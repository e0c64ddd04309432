import type { Policy } from '../engine/method.ts';
import type {
  BadgeView,
  CompetenceResult,
  CorrectedAnswer,
  LeftOutChallenge,
  PointedPicture,
} from '../runs/views.ts';
import type { Paging } from '../web/paging.ts';
import type { ClosingView } from './closing/views.ts';
import type { LiveView } from './live/views.ts';

/** Models of `views/campaigns/*`: everything arrives ready, in the reader's language; `…Html` is already safe. */

/** `views/campaigns/landing.ejs`: what a pupil sees first. */
export interface LandingPage {
  readonly title: string;
  readonly landingHtml: string | null;
  readonly teacher: string | null;
  /** « 20 à 30 questions, environ 25 minutes » */
  readonly length: string;
  /** What the teacher asks before the start; null: nothing. */
  readonly identifier: { readonly label: string; readonly error: string | null } | null;
  /** Until when it is to be sent, or that the teacher closed it; null: nothing to say. */
  readonly deadline: string | null;
  /** At the deadline, what is finished leaves by itself. */
  readonly leavesByItself: boolean;
  /** Nobody may begin any more. */
  readonly closed: boolean;
  /** What earlier runs showed counts: said before the pupil starts. */
  readonly keepsEarlier: boolean;
  readonly startAction: string;
}

export interface ModelChoice {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly audience: string | null;
  /** « 12 acquis prêts sur 40 »; null when all are. */
  readonly readiness: string | null;
  /** « 24 acquis, environ 20 questions, 25 minutes »; null when it asks nothing. */
  readonly length: string | null;
  readonly competences: readonly string[];
  readonly checked: boolean;
  /** Asks nothing: pupils send their profile. */
  readonly collects: boolean;
}

/** A parcours as the catalogue shows it. */
export interface CatalogueModel {
  readonly title: string;
  readonly description: string;
  /** « 4e, 3e · Français »; null: for any class and discipline. */
  readonly audience: string | null;
  /** Null when nothing of it can be played, or it asks nothing. */
  readonly length: string | null;
  /** « 12 acquis sur 40 sont prêts »; null when all are. */
  readonly readiness: string | null;
  readonly competences: readonly string[];
  /** « Formuler une requête, jusqu’au niveau 4 » */
  readonly tubes: readonly string[];
  /** « Composé par Camille Durand »; null for those of the bank. */
  readonly author: string | null;
  /** Takes it out of the catalogue; null when it is not the reader's own. */
  readonly removeAction: string | null;
  /** Where a campaign is made of it; null when it cannot be started. */
  readonly address: string | null;
}

export interface CataloguePart {
  readonly title: string;
  readonly models: readonly CatalogueModel[];
}

/** `views/campaigns/list.ejs`: the campaigns that a teacher may see. */
export interface ListPage {
  readonly title: string;
  readonly course: string | null;
  readonly tabs: readonly Tab[];
  readonly tab: 'active' | 'archived';
  readonly name: string;
  readonly creator: string;
  readonly sorts: readonly { readonly value: string; readonly label: string; readonly chosen: boolean }[];
  /** The list without its search; null when nothing is searched. */
  readonly clearAddress: string | null;
  /** What was just done, and its undoing. */
  readonly done: { readonly label: string; readonly undoAction: string } | null;
  /** Of this list, for an act to come back to it. */
  readonly query: string;
  readonly total: number;
  readonly rows: readonly {
    readonly code: string;
    readonly name: string;
    readonly address: string;
    readonly model: string;
    /** Another course than this one. */
    readonly course: string | null;
    readonly creator: string | null;
    readonly created: string;
    readonly participants: number;
    readonly results: number;
    readonly changeable: boolean;
    readonly moveAction: string;
    readonly settingsAddress: string;
  }[];
  readonly pages: Paging | null;
  /** Words looked for in the catalogue; empty: all of it. */
  readonly find: string;
  readonly catalogue: readonly CataloguePart[];
  readonly composeAddress: string;
}

/** `views/campaigns/new.ejs` */
export interface NewPage
  extends Pick<PickerPage, 'title' | 'createAction' | 'groups' | 'values' | 'retryDays' | 'errors'> {
  readonly composeAddress: string;
  /** Parcours that nobody can start yet. */
  readonly waiting: readonly CatalogueModel[];
}

/** `views/campaigns/_head.ejs`: the top of every page of a campaign. */
export interface CampaignHead {
  readonly name: string;
  readonly model: string;
  readonly tabs: readonly Tab[];
  /** Null when there is nothing to try. */
  readonly tryAction: string | null;
}

export interface Tab {
  readonly label: string;
  readonly address: string;
  readonly current: boolean;
}

/** `views/campaigns/settings.ejs` */
export interface SettingsPage {
  readonly title: string;
  readonly head: CampaignHead;
  /** For the deletion to say what goes. */
  readonly name: string;
  /** Else another teacher's, of another course: it may only be duplicated. */
  readonly changeable: boolean;
  readonly saved: string | null;
  readonly values: { readonly name: string; readonly title: string; readonly landingText: string };
  readonly errors: Readonly<Record<string, string>>;
  readonly action: string;
  /** The end of the campaign, in the teacher's own course. */
  readonly closing: ClosingView;
  readonly copyAction: string;
  /** Of this page: its copy is made once. */
  readonly copyKey: string;
  readonly archived: boolean;
  readonly moveAction: string;
  /** Null once somebody has begun. */
  readonly deleteAction: string | null;
}

export interface ModelGroup {
  readonly title: string;
  readonly models: readonly ModelChoice[];
}

/** `views/campaigns/picker.ejs`: Deep Linking. The first form, posted as it stands, returns the first ready campaign. */
export interface PickerPage {
  readonly title: string;
  readonly course: string | null;
  readonly readyAction: string;
  readonly createAction: string;
  readonly cancelAction: string;
  readonly groups: readonly ModelGroup[];
  /** Campaigns already made for this course, to add again. */
  readonly campaigns: readonly { readonly code: string; readonly name: string; readonly created: string }[];
  readonly values: {
    readonly name: string;
    readonly title: string;
    readonly landingText: string;
    readonly externalIdLabel: string;
    readonly method: Policy['method'];
    readonly freshStart: boolean;
    readonly multipleSendings: boolean;
    readonly competenceColumns: boolean;
    readonly deletedColumns: 'recreate' | 'report';
    readonly purpose: 'assess' | 'collect';
    readonly noGrade: boolean;
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

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

/** Certifiable or not by what was sent; unknown while nothing was. */
export type CertifiableState = 'yes' | 'no' | 'unknown';

export type ParticipantStatus = 'not-begun' | 'started' | 'to-share' | 'shared';

export interface ParticipantRow {
  readonly name: string;
  /** Of the pupil's own page; null when nothing was begun. */
  readonly address: string | null;
  readonly division: string | null;
  readonly status: ParticipantStatus;
  readonly statusLabel: string;
  /** Certifiable or not, by what was sent. */
  readonly state: CertifiableState;
  readonly stateLabel: string;
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

/** `views/campaigns/_choose-people.ejs`: who of a class is shown, and in what order. */
export interface ListChoice {
  readonly action: string;
  readonly query: string;
  readonly selects: readonly {
    readonly name: 'division' | 'stars' | 'state' | 'sort';
    readonly label: string;
    readonly options: readonly Option[];
  }[];
  /** « 12 élèves sur 28 » */
  readonly countLabel: string;
  /** The whole list; null when nothing is chosen. */
  readonly clearAddress: string | null;
  /** Why nobody is shown; null when somebody is. */
  readonly emptyLabel: string | null;
  readonly columns: readonly {
    readonly name: string;
    readonly label: string;
    /** The list in the order of this column, or against it when it already is. */
    readonly address: string;
    readonly sorted: 'ascending' | 'descending' | null;
  }[];
  readonly paging: Paging | null;
}

/** `views/campaigns/_participants.ejs` */
export interface ParticipantList extends ListChoice {
  readonly status: ParticipantStatus | '';
  /** « Tous », then each state, with how many the other choices leave there. */
  readonly chips: readonly {
    readonly name: string;
    readonly label: string;
    readonly count: number;
    readonly address: string;
    readonly current: boolean;
  }[];
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
  readonly head: CampaignHead;
  readonly code: string;
  readonly link: string;
  readonly owner: string | null;
  readonly created: string;
  readonly purpose: 'assess' | 'collect';
  readonly graded: boolean;
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
    readonly labels: Readonly<Record<ParticipantStatus, string>>;
    /** The list of those in one state. */
    readonly addresses: Readonly<Record<ParticipantStatus, string>>;
  };
  /** How the list is chosen; null when it is empty. */
  readonly list: ParticipantList | null;
  /** « Liste de la classe lue dans le cours le … », or why it could not be read. */
  readonly roster: { readonly label: string; readonly failed: boolean };
  /** That the teacher closed it, and when; null while it is open. */
  readonly closed: string | null;
  readonly live: LiveView;
  readonly participants: readonly ParticipantRow[];
  /** Participations that can still be put back; null when there is none. */
  readonly removed: {
    /** What was just removed. */
    readonly done: { readonly label: string; readonly undoAction: string } | null;
    readonly title: string;
    readonly rows: readonly {
      readonly name: string;
      /** « retirée le 3 nov. 2026, effacée le 3 déc. 2026 » */
      readonly dates: string;
      readonly undoLabel: string;
      readonly undoAction: string;
    }[];
  } | null;
  readonly documents: readonly DocumentLink[];
  readonly refreshAddress: string;
}

/** `views/campaigns/participation.ejs`: one pupil's participation, as the teacher may see it. */
export interface ParticipationPage {
  readonly title: string;
  readonly campaign: string;
  readonly back: string;
  readonly status: ParticipantStatus;
  readonly statusLabel: string;
  /** What the pupil wrote before beginning; null when nothing was asked. */
  readonly identifier: { readonly label: string; readonly value: string } | null;
  /** Every attempt, the first one first; empty when there is only this one. */
  readonly attempts: readonly {
    readonly label: string;
    readonly statusLabel: string;
    readonly address: string;
    readonly current: boolean;
  }[];
  /** The attempts that were sent, beside each other; null when fewer than two were. */
  readonly comparison: {
    readonly heads: readonly { readonly label: string; readonly date: string }[];
    readonly lines: readonly {
      readonly label: string;
      readonly cells: readonly ({ readonly text: string; readonly change: string | null } | null)[];
    }[];
  } | null;
  /** Of this school year, when a teacher told it. */
  readonly division: string | null;
  /** By what was sent in the courses of this teacher, not by this participation alone. */
  readonly certification: { readonly label: string; readonly detail: string | null };
  /** All that the pupil did in these courses. */
  readonly pupilAddress: string;
  /** To remove it: what becomes of what, and the act. */
  readonly removal: {
    readonly title: string;
    readonly lines: readonly string[];
    readonly label: string;
    readonly action: string;
  };
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
    /** Answers to challenges that have left the bank; null when none has. */
    readonly goneLabel: string | null;
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
