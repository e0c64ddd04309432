import type { SendingState } from '../../grades/report-store.ts';
import type { Paging } from '../../web/paging.ts';
import type { CampaignHead } from '../views.ts';

/** `views/campaigns/grades.ejs`: what became of each grade, and the columns that they go to. */
export interface GradesPage {
  readonly title: string;
  readonly head: CampaignHead;
  /** What was just done; null: nothing. */
  readonly done: string | null;
  /** Why what was asked could not be done; null: nothing went wrong. */
  readonly error: string | null;
  /** Columns that were deleted in the course, and whose grades wait; null when none is. */
  readonly reported: {
    readonly title: string;
    readonly columns: readonly string[];
    readonly label: string;
    readonly action: string;
  } | null;
  readonly counts: Readonly<Record<SendingState, number>> & { readonly all: number };
  /** « Toutes », « Refusées »… */
  readonly filters: readonly {
    readonly label: string;
    readonly address: string;
    readonly current: boolean;
  }[];
  readonly rows: readonly SendingRow[];
  readonly pages: Paging | null;
  readonly sendAction: string;
  readonly columns: readonly ColumnRow[];
  /** Why the columns could not be read in the LMS just now; null when they could. */
  readonly unread: string | null;
  readonly refreshAddress: string;
}

export interface SendingRow {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly state: SendingState;
  readonly stateLabel: string;
  /** « 72 sur 100 »; null where the activity has no column of its own. */
  readonly score: string | null;
  /** « envoi automatique »; null when the pupil sent it. */
  readonly byItself: string | null;
  /** « 3 colonnes sur 4 »; null when there is but one. */
  readonly columns: string | null;
  /** « le 25 novembre 2026 à 22:10 », « 3 essais, le dernier le … » */
  readonly when: string;
  readonly reason: string | null;
  /** Null while it is on its way. */
  readonly again: string | null;
}

export interface ColumnRow {
  readonly id: string;
  readonly label: string;
  readonly activity: string | null;
  /** In the LMS, as far as we know. */
  readonly maximum: number;
  /** « Dans le cours », « Pas encore créée »… */
  readonly place: string;
  /** Null when it cannot be changed from here. */
  readonly action: string | null;
}
