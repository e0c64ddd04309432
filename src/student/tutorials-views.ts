import type { AskedView, CorrectedAnswer, MarksView } from '../runs/views.ts';

/** A lesson opened: on its page, or in its place in the list. */
export interface Lesson {
  readonly bodyHtml: string;
  readonly marks: MarksView;
  readonly exerciseAddress: string;
}

/** `views/student/tutorial.ejs` */
export interface TutorialPage extends Lesson {
  readonly title: string;
  readonly minutes: number;
  readonly back: string;
}

export interface TutorialItem {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly competence: string;
  /** '1' to '5' */
  readonly domain: string;
  /** Why it is recommended. */
  readonly why: string | null;
  /** Opens it in its place, or closes it: the address says which one is open. */
  readonly toggleAddress: string;
  /** Null: closed. */
  readonly lesson: Lesson | null;
  /** Null when open: the lesson has them. */
  readonly marks: MarksView | null;
}

/** `views/student/tutorials.ejs`: « Mes tutos » */
export interface TutorialsPage {
  readonly title: string;
  readonly competences: readonly {
    readonly value: string;
    readonly label: string;
    readonly chosen: boolean;
  }[];
  /** Nothing recommended, saved nor done, of any competence. */
  readonly blank: boolean;
  readonly sections: readonly {
    readonly state: 'recommended' | 'saved' | 'done' | 'others';
    readonly items: readonly TutorialItem[];
  }[];
}

/** `views/student/exercise.ejs` */
export interface ExercisePage {
  readonly title: string;
  /** The lesson it belongs to. */
  readonly lesson: { readonly title: string; readonly address: string };
  /** Null: none can be tried now. */
  readonly asked: (AskedView & { readonly action: string }) | null;
  /** Once answered. */
  readonly corrected: CorrectedAnswer | null;
  readonly againAddress: string | null;
}
