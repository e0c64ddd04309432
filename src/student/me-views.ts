/** `views/student/me.ejs` */
export interface MePage {
  readonly title: string;
  readonly sent: readonly SentView[];
}

/** A result as it was frozen when it was sent. */
export interface SentView {
  readonly id: string;
  readonly title: string;
  /** « 2e essai »; null for a first one. */
  readonly attempt: string | null;
  /** When, and to whom. */
  readonly at: string;
  readonly to: string;
  readonly percent: number;
  readonly stars: number;
  readonly pix: number;
  readonly competences: readonly {
    readonly code: string;
    readonly title: string;
    /** '1' to '5' */
    readonly domain: string;
    readonly percent: number;
    readonly level: number;
  }[];
  readonly address: string;
}

/** `views/student/me-data.ejs`: everything that Palier holds about the reader. */
export interface MyDataPage {
  readonly title: string;
  readonly lead: string;
  readonly download: { readonly address: string; readonly fileName: string };
  /** What is said of who sees it, how long it is kept and whom to ask. */
  readonly answers: readonly { readonly question: string; readonly paragraphs: readonly string[] }[];
  readonly tables: readonly DataTable[];
}

export interface DataTable {
  readonly id: string;
  readonly title: string;
  readonly count: number;
  readonly rows: readonly (readonly { readonly label: string; readonly value: string }[])[];
  /** More than the page shows: in the file; null when all are here. */
  readonly more: string | null;
}
