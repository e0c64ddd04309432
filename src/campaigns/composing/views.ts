import type { Option } from '../views.ts';

/** `views/campaigns/_compose-summary.ejs`: what the ticks make, at once. */
export interface ComposeSummary {
  /** Null while nothing that can be asked is chosen. */
  readonly made: {
    /** « 24 acquis, 15 à 20 questions, environ 20 minutes » */
    readonly length: string;
    /** « Jusqu’à 96 pix » */
    readonly pix: string;
    /** « 12 acquis prêts sur 40 »; null when all are. */
    readonly readiness: string | null;
    readonly competences: readonly string[];
  } | null;
}

/** `views/campaigns/compose.ejs` */
export interface ComposePage {
  readonly title: string;
  readonly action: string;
  readonly values: { readonly title: string; readonly description: string };
  readonly levels: readonly { readonly value: number; readonly chosen: boolean }[];
  readonly domains: readonly {
    readonly domain: string;
    readonly title: string;
    readonly competences: readonly {
      readonly code: string;
      readonly title: string;
      readonly whole: boolean;
      readonly open: boolean;
      readonly detail: string;
      readonly tubes: readonly {
        readonly id: string;
        readonly title: string;
        /** « niveaux 1 à 5, 4 acquis prêts » */
        readonly detail: string;
        readonly chosen: boolean;
        readonly topLabel: string;
        /** Up to where: as the parcours, or a level of its own. */
        readonly tops: readonly Option[];
      }[];
    }[];
  }[];
  readonly summary: ComposeSummary;
  readonly errors: Readonly<Record<string, string>>;
}
