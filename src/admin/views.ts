/** Models of `views/admin/*`: everything arrives ready, in the reader's language. */

export type PlatformStatus = 'pending' | 'active' | 'disabled';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface ShownError {
  readonly words: string;
  /** As the program noted it. */
  readonly raw: string;
}

export interface PlatformCard {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly status: PlatformStatus;
  readonly statusLabel: string;
  readonly facts: readonly Fact[];
  /** « 2 établissements attendent votre accord » */
  readonly waiting: string | null;
  readonly approveAction: string | null;
  readonly error: ShownError | null;
  /** « 3 notes refusées, 1 en retard » */
  readonly grades: string | null;
  /** Another registration of the same site shares nothing with it yet. */
  readonly twin: string | null;
}

/** `views/admin/platforms.ejs` */
export interface PlatformsPage {
  readonly title: string;
  readonly notice: string | null;
  readonly platforms: readonly PlatformCard[];
  readonly inviteAction: string;
}

export interface DeploymentRow {
  readonly name: string;
  readonly seenIn: string | null;
  readonly status: PlatformStatus;
  readonly statusLabel: string;
  readonly approve: { readonly action: string; readonly deployment: string } | null;
  readonly closeAddress: string | null;
}

export interface GradeTroubleRow {
  readonly state: 'refused' | 'late';
  readonly label: string;
  readonly reason: string;
}

/** `views/admin/platform.ejs` */
export interface PlatformPage {
  readonly title: string;
  readonly notice: string | null;
  readonly status: PlatformStatus;
  readonly statusLabel: string;
  readonly facts: readonly Fact[];
  readonly error: ShownError | null;
  readonly testAction: string;
  readonly approveAction: string | null;
  readonly closeAddress: string | null;
  readonly deployments: readonly DeploymentRow[];
  readonly grades: readonly GradeTroubleRow[];
  /** Registrations of the same site that it may join. */
  readonly twins: readonly { readonly label: string; readonly address: string }[];
  readonly frames: {
    readonly own: readonly string[];
    readonly added: readonly string[];
    readonly addAction: string;
    readonly removeAction: string;
    readonly typed: string;
  };
  readonly errors: Readonly<Record<string, string>>;
}

export interface CheckRow {
  readonly outcome: 'good' | 'fault';
  readonly label: string;
  readonly result: string;
}

export interface FindingRow {
  readonly outcome: 'fault' | 'warning' | 'unknown';
  readonly cause: string;
  readonly proof: string | null;
  readonly remedy: string;
  /** A letter to the platform's administrator, when it is for them to act. */
  readonly letter: string | null;
}

/** `views/admin/diagnosis.ejs` */
export interface DiagnosisPage {
  readonly title: string;
  readonly platform: string;
  readonly platformAddress: string;
  readonly outcome: 'good' | 'fault' | 'warning';
  readonly summary: string;
  readonly checks: readonly CheckRow[];
  readonly findings: readonly FindingRow[];
  readonly testAction: string;
}

/** `views/admin/confirm.ejs`: before an act that can't be taken back at once. */
export interface ConfirmPage {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly action: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly label: string;
  readonly backAddress: string;
}

/** `views/admin/invitation.ejs`: shown once. */
export interface InvitationPage {
  readonly title: string;
  readonly address: string;
  readonly expires: string;
  readonly approval: string;
}

/** `views/admin/audit.ejs` */
export interface AuditPage {
  readonly title: string;
  readonly events: readonly {
    readonly at: string;
    readonly actor: string;
    readonly action: string;
    readonly subject: string;
    readonly details: string;
  }[];
  readonly olderAddress: string | null;
  readonly newestAddress: string | null;
}

/** `views/admin/enter.ejs`: a click, so that programs that look at links don't use the key up. */
export interface EnterPage {
  readonly title: string;
  readonly key: string;
}

/** `views/admin/shell.ejs` */
export interface AdminShellPage {
  readonly title: string;
}

/** `views/admin/tutorials.ejs`: whether lessons help, by those who read them. */
export interface TutorialVotesPage {
  readonly title: string;
  /** Those that help least first. */
  readonly lessons: readonly {
    readonly title: string;
    readonly topic: string;
    readonly votes: number;
    readonly percent: number;
    readonly bar: 'shared' | 'to-share';
  }[];
  /** « 12 tutos ont moins de 5 avis »; null when none. */
  readonly few: string | null;
}

/** `views/admin/reports.ejs` */
export interface ReportsPage {
  readonly title: string;
  readonly notice: string | null;
  readonly groups: readonly {
    readonly challenge: string;
    readonly count: string;
    /** Null once the challenge has left the bank. */
    readonly questionHtml: string | null;
    /** The last report shown: one that comes meanwhile stays open. */
    readonly upTo: string;
    readonly said: readonly { readonly kind: string; readonly words: string; readonly at: string }[];
  }[];
  readonly treatedAction: string;
}
