/** Models of the views shared by all rooms. */
import type { Look } from './settings.ts';

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
  /** What the link to the pupil's own page says; null: there is nothing more there. */
  readonly home: string | null;
  /** Also in the log. */
  readonly reference: string;
}

/** `views/shell.ejs`: a navigation without a session; the page's script loads what the history remembers. */
export interface ShellPage {
  readonly title: string;
}

/** `views/settings.ejs` */
export interface SettingsPage extends SettingsChangedPage {
  readonly title: string;
  readonly teacher: boolean;
  readonly languages: readonly SettingOption[];
  readonly looks: readonly { readonly look: keyof Look; readonly options: readonly SettingOption[] }[];
}

export interface SettingOption {
  readonly choice: string;
  readonly chosen: boolean;
}

/** `views/_settings-changed.ejs`: that it is done, and the way back. */
export interface SettingsChangedPage {
  /** What was chosen before; null when nothing was changed just now. */
  readonly undo: readonly { readonly name: string; readonly value: string }[] | null;
  /** The page that the reader came from. */
  readonly back: string | null;
}

/** `views/accessibility.ejs` */
export interface AccessibilityPage {
  readonly title: string;
  readonly checkedAt: string;
  /** Whom to write to, as the installation says; null: the school. */
  readonly contact: { readonly address: string; readonly shown: string } | null;
  readonly back: string | null;
}

/** The places of a pupil's space, then of a teacher's, as the bar shows them. */
export type Place = 'home' | 'competences' | 'tutorials' | 'me' | 'campaigns' | 'pupils' | 'elsewhere';

/** What every view finds beside its model. */
export interface PageFrame {
  readonly locale: 'fr' | 'en';
  /** First name, shown in the header. */
  readonly person: string | null;
  readonly audience: 'pupil' | 'teacher';
  /** A new session's token, on the answer of a launch only. */
  readonly token: string | null;
  readonly look: Look;
  /** Whether somebody is here, whose settings can be kept. */
  readonly signedIn: boolean;
  /** The address of this page inside Palier. */
  readonly address: string;
  /** Which of the places of the reader's space the page is in; null: a session without such places. */
  readonly place: Place | null;
}
