import type { Request, Response } from 'express';
import type { Config } from '../config.ts';
import type { Db } from '../db/database.ts';
import { translator } from '../i18n/translate.ts';
import type { Referential } from '../referential/types.ts';
import { localeOf } from '../web/page.ts';
import { getSession } from '../web/session.ts';
import { signAddress } from '../web/signed-address.ts';
import type { PupilPresenter } from './present.ts';
import type { Run } from './store.ts';
import type { Marks } from './tutorial-store.ts';
import type { ResultPage } from './views.ts';

/** What the room above knows of a finished run: whether it can be sent, or was, and tried again. */
export type Sending = Pick<
  ResultPage,
  'send' | 'sent' | 'retry' | 'later' | 'practice' | 'trialAgainAction' | 'closing'
>;

export interface FinishedRun extends Run {
  /** Everything targeted is validated. */
  readonly complete: boolean;
}

export interface RunsDeps {
  readonly db: Db;
  readonly config: Config;
  readonly now: () => Date;
  /** The bank as it stands; development swaps it whole. */
  readonly referential: () => Referential;
  /** `runs` knows no campaign: the room above says what can be done with a finished run. */
  readonly describeSending: (run: FinishedRun, req: Request, res: Response) => Promise<Sending>;
  /** What the pupil of a run under way must know of its deadline; null when nothing. */
  readonly describeDeadline: (run: Run, req: Request, res: Response) => Promise<string | null>;
  readonly contentDir: string;
}

/** `marks`: of the reader, for pages that show lessons. */
export function presenterFor(
  deps: Pick<RunsDeps, 'config' | 'now' | 'referential'>,
  req: Request,
  res: Response,
  back: string,
  marks: Marks = new Map(),
): PupilPresenter {
  const locale = localeOf(req, res);
  const session = getSession(res);
  const now = deps.now();
  return {
    referential: deps.referential(),
    locale,
    t: translator(locale),
    fileAddress: (path) => signAddress(deps.config.secret, session.id, `/files/${path}`, now),
    tutorialAddress: (id) => `/tutorials/${id}?back=${encodeURIComponent(back)}`,
    marks,
  };
}
