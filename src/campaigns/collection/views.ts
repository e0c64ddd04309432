import type { CampaignHead, DocumentLink, LandingPage, ListChoice } from '../views.ts';

/** `views/campaigns/collection.ejs`: a pupil sends where they stand. */
export interface CollectionPage
  extends Pick<LandingPage, 'title' | 'landingHtml' | 'teacher' | 'identifier'> {
  /** « 123 pix » */
  readonly pix: string;
  /** « Certifiable : 6 compétences au niveau 1 », or what is missing. */
  readonly certifiable: string;
  /** What stands, or what was sent when nothing more can be. */
  readonly domains: readonly {
    readonly domain: string;
    readonly title: string;
    readonly competences: readonly {
      readonly code: string;
      readonly title: string;
      readonly level: string;
      readonly pix: string;
    }[];
  }[];
  /** Null before the first sending. */
  readonly sent: { readonly when: string; readonly grade: string; readonly now: string } | null;
  /** « À envoyer avant le … »; null: no deadline, or nothing to send. */
  readonly deadline: string | null;
  /** Null when there is nothing to send, or no more. */
  readonly send: { readonly action: string; readonly label: string; readonly note: string } | null;
  /** Why nothing can be sent; null when it can, or was. */
  readonly closed: string | null;
}

/** `views/campaigns/profiles.ejs`: what the pupils of a course sent. */
export interface ProfilesPage {
  readonly title: string;
  readonly head: CampaignHead;
  /** « 12 profils reçus sur 28 élèves » */
  readonly sentLabel: string;
  /** « 7 élèves certifiables » */
  readonly certifiableLabel: string;
  readonly rule: string;
  readonly competences: readonly { readonly code: string; readonly title: string; readonly domain: string }[];
  /** How the list is chosen; null when it is empty. */
  readonly list: ListChoice | null;
  readonly rows: readonly {
    readonly name: string;
    readonly address: string | null;
    readonly division: string | null;
    readonly sharedAt: string | null;
    /** Null until the pupil sends. */
    readonly profile: {
      readonly pix: number;
      readonly certifiable: boolean;
      readonly stateLabel: string;
      /** What would make the pupil certifiable soonest; null when they are. */
      readonly missing: string | null;
      readonly cells: readonly { readonly level: number; readonly pix: string }[];
    } | null;
  }[];
  readonly documents: readonly DocumentLink[];
}
