import type { CertifiableState, Option, ParticipantStatus } from '../campaigns/views.ts';
import type { Paging } from '../web/paging.ts';

/** Models of `views/teacher/*`. */

/** `views/teacher/pupils.ejs` */
export interface PupilsPage {
  readonly title: string;
  /** What is chosen is in the address. */
  readonly query: string;
  readonly filters: readonly {
    readonly name: 'year' | 'course' | 'division' | 'state' | 'sort';
    readonly label: string;
    readonly options: readonly Option[];
  }[];
  readonly filtered: boolean;
  /** « 30 élèves » */
  readonly countLabel: string;
  readonly roster: { readonly label: string; readonly failed: boolean };
  /** All the pupils of the year, chosen or not. */
  readonly total: number;
  readonly pupils: readonly {
    readonly name: string;
    readonly address: string;
    readonly courses: string;
    readonly division: string | null;
    readonly state: CertifiableState;
    readonly stateLabel: string;
    readonly pix: number | null;
    readonly lastActivity: string | null;
  }[];
  readonly paging: Paging | null;
}

/** `views/teacher/pupil.ejs` */
export interface PupilPage {
  readonly title: string;
  readonly year: string;
  readonly back: string;
  readonly courses: string;
  readonly division: string | null;
  readonly lastActivity: string | null;
  readonly state: CertifiableState;
  readonly stateLabel: string;
  /** Null while nothing was sent. */
  readonly profile: {
    readonly pixLabel: string;
    readonly certifiableLabel: string;
    readonly domains: readonly {
      readonly domain: string;
      readonly title: string;
      readonly competences: readonly {
        readonly code: string;
        readonly title: string;
        /** Null: never sent. */
        readonly sent: { readonly level: string; readonly pix: string; readonly date: string } | null;
      }[];
    }[];
  } | null;
  readonly participations: readonly {
    readonly campaign: string;
    readonly course: string;
    /** Null in a course other than this launch's: its page opens from there. */
    readonly address: string | null;
    readonly status: Exclude<ParticipantStatus, 'not-begun'>;
    readonly statusLabel: string;
    readonly date: string;
    readonly percent: number | null;
  }[];
}

/** `views/teacher/divisions.ejs` */
export interface DivisionsPage {
  readonly title: string;
  readonly list: string;
  /** Signs, at most. */
  readonly longest: number;
  readonly error: string;
  /** What the list tells, to be kept or not; null before. */
  readonly found: {
    readonly sureLabel: string;
    readonly sure: readonly { readonly name: string; readonly division: string }[];
    readonly doubtfulLabel: string;
    readonly doubtful: readonly { readonly line: string; readonly name: string; readonly why: string }[];
    readonly keepLabel: string;
  } | null;
}

/** `views/teacher/lsu.ejs` */
export interface LsuPage {
  readonly title: string;
  readonly year: string;
  readonly saved: boolean;
  readonly filters: readonly {
    readonly name: 'grade' | 'course' | 'division';
    readonly label: string;
    readonly options: readonly Option[];
  }[];
  /** Up to which level this class is judged, and where that is written. */
  readonly top: string;
  readonly domains: readonly { readonly code: string; readonly title: string }[];
  /** What the address chose, for the form to come back to. */
  readonly kept: Readonly<Record<'grade' | 'course' | 'division' | 'page', string>>;
  readonly countLabel: string;
  readonly pupils: readonly {
    readonly name: string;
    readonly division: string | null;
    /** In the order of the domains. */
    readonly levels: readonly {
      readonly field: string;
      readonly label: string;
      readonly changed: boolean;
      readonly options: readonly Option[];
      /** « 1.1 : 3 · 1.2 : 2 » */
      readonly evidence: string;
    }[];
  }[];
  readonly documents: readonly {
    readonly format: 'levels.csv' | 'levels.pdf';
    readonly label: string;
    readonly fileName: string;
    readonly address: string;
  }[];
  readonly paging: Paging | null;
}
