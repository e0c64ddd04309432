import type { Request, Response } from 'express';
import type { CampaignsDeps } from '../campaigns/deps.ts';
import { translator } from '../i18n/translate.ts';
import { localeOf } from '../web/page.ts';
import { saveDivisions } from './division-store.ts';
import { type Matched, MOST_LINES, matchList, readList } from './divisions.ts';
import { readPupils, readReach } from './read-pupils.ts';
import type { DivisionsPage } from './views.ts';

/** A pasted list of divisions: what of it is sure, before anything is kept. @param list null: not pasted yet */
export async function divisionsPage(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  list: string | null,
): Promise<DivisionsPage> {
  const t = translator(localeOf(req, res));
  const title = t('divisions.title');
  const given = readList(list ?? '');
  const wrong = given.length === 0 ? 'empty' : given.length > MOST_LINES ? 'long' : null;
  if (list === null || wrong) {
    await readReach(deps, res, null);
    const error = list === null || !wrong ? '' : t(`divisions.error.${wrong}`, { most: MOST_LINES });
    return { title, list: list ?? '', error, found: null };
  }
  const { sure, doubtful } = await matchPupils(deps, req, res, list);
  return {
    title,
    list,
    error: '',
    found: {
      sureLabel: t('divisions.sure', { count: sure.length }),
      sure,
      doubtfulLabel: t('divisions.doubtful', { count: doubtful.length }),
      doubtful: doubtful.map(({ line, name, why }) => ({
        line: t('divisions.line', { number: line }),
        name,
        why: t(`divisions.why.${why}`),
      })),
      keepLabel: t('divisions.keep', { count: sure.length }),
    },
  };
}

/** Keeps what is sure of a list; sent twice, it changes nothing more. */
export async function keepDivisions(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  list: string,
): Promise<void> {
  const { sure, schoolYear } = await matchPupils(deps, req, res, list);
  await saveDivisions(deps.db, sure, { schoolYear, now: deps.now() });
}

async function matchPupils(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  list: string,
): Promise<Matched & { readonly schoolYear: number }> {
  const { wanted } = await readReach(deps, res, null);
  const nameless = translator(localeOf(req, res))('campaign.participant.nameless');
  const pupils = (await readPupils(deps, wanted, nameless)).filter(({ name }) => name !== nameless);
  return { ...matchList(readList(list).slice(0, MOST_LINES), pupils), schoolYear: wanted.schoolYear };
}
