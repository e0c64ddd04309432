import type { Rate, Stars } from '../../scoring/mastery.ts';
import type { CampaignHead, CatalogueModel } from '../views.ts';

interface CollectivePage {
  readonly title: string;
  readonly head: CampaignHead;
  readonly people: number;
  readonly sent: number;
  /** What stands out, in sentences. */
  readonly summary: readonly string[];
  /** Too few results to conclude; null when there are enough, or none. */
  readonly few: string | null;
  readonly participantsAddress: string;
}

/** `views/campaigns/results.ejs` */
export interface ResultsPage extends CollectivePage {
  readonly mean: number | null;
  readonly whole: Rate;
  /** The most stars first; shares of the results, in percent. */
  readonly stars: readonly { readonly stars: Stars; readonly count: number; readonly share: number }[];
  readonly competences: readonly (Rate & {
    readonly code: string;
    readonly domain: string;
    readonly title: string;
    readonly tubes: readonly (Rate & { readonly title: string })[];
  })[];
  /** Empty while nobody has sent twice. */
  readonly rounds: readonly { readonly label: string; readonly results: number; readonly mean: number }[];
}

/** `views/campaigns/analysis.ejs` */
export interface AnalysisPage extends CollectivePage {
  readonly sorts: readonly { readonly label: string; readonly address: string; readonly current: boolean }[];
  /** What to work on first, then the others. */
  readonly first: readonly TubeCard[];
  readonly others: readonly TubeCard[];
  readonly next: {
    readonly action: string;
    readonly models: readonly {
      readonly id: string;
      readonly model: CatalogueModel;
      /** « Il fait travailler 2 des sujets ci-dessus : … » */
      readonly why: string;
      /** A campaign of this course on the same parcours. */
      readonly made: { readonly name: string; readonly code: string; readonly address: string } | null;
    }[];
  };
  /** The campaign that was just prepared. */
  readonly prepared: { readonly name: string; readonly code: string; readonly address: string } | null;
}

export interface TubeCard extends Rate {
  readonly rank: number;
  readonly title: string;
  readonly domain: string;
  readonly competence: string;
  readonly levels: readonly {
    readonly level: number;
    readonly validated: number;
    readonly targeted: number;
    readonly percent: number;
    readonly next: boolean;
  }[];
  /** « Prochaine marche, niveau 2 : … »; null when all is validated or the bank has it no more. */
  readonly step: string | null;
  /** 1, little, to 4: what a lesson would bring; null when all is validated. */
  readonly gain: 1 | 2 | 3 | 4 | null;
  readonly tutorials: readonly {
    readonly title: string;
    readonly address: string;
    readonly role: string;
    readonly minutes: number;
  }[];
}
