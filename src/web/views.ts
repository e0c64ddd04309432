/** Models of the views shared by all rooms. */

/** `views/message.ejs`: a short page that says kindly what is missing or done. */
export interface MessagePage {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly action: {
    readonly label: string;
    readonly address: string;
    readonly method: 'get' | 'post';
    readonly newTab: boolean;
  } | null;
}

/** `views/error.ejs` */
export interface ErrorPage {
  readonly title: string;
  readonly help: string;
  /** Also in the log. */
  readonly reference: string;
}

/** `views/shell.ejs`: a navigation without a session; the page's script loads what the history remembers. */
export interface ShellPage {
  readonly title: string;
}

/** The places of a pupil's space, as the bar shows them. */
export type Place = 'home' | 'competences' | 'tutorials' | 'me' | 'elsewhere';

/** What every view finds beside its model. */
export interface PageFrame {
  readonly locale: 'fr' | 'en';
  /** First name, shown in the header. */
  readonly person: string | null;
  readonly audience: 'pupil' | 'teacher';
  /** A new session's token, on the answer of a launch only. */
  readonly token: string | null;
  /** The address of this page inside Palier. */
  readonly address: string;
  /** Of a pupil's session: which of the places of their space the page is in; null: no such places. */
  readonly place: Place | null;
}
