import type { Request, Response } from 'express';
import type { CampaignsDeps } from '../campaigns/deps.ts';
import { translator } from '../i18n/translate.ts';
import { listedName } from '../lti/people.ts';
import { localeOf } from '../web/page.ts';
import { saveDivisions } from './division-store.ts';
import { type Listed, type Matched, MOST_LINES, MOST_TEXT, matchList, readList } from './divisions.ts';
import { readReach } from './read-pupils.ts';
import { listPupils } from './store.ts';
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
    return { title, list: list ?? '', longest: MOST_TEXT, error, found: null };
  }
  const { sure, doubtful } = await matchPupils(deps, res, given);
  return {
    title,
    list,
    longest: MOST_TEXT,
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
export async function keepDivisions(deps: CampaignsDeps, res: Response, list: string): Promise<void> {
  const { sure, schoolYear } = await matchPupils(deps, res, readList(list).slice(0, MOST_LINES));
  await saveDivisions(deps.db, sure, { schoolYear, now: deps.now() });
}

async function matchPupils(
  deps: CampaignsDeps,
  res: Response,
  listed: readonly Listed[],
): Promise<Matched & { readonly schoolYear: number }> {
  const { wanted } = await readReach(deps, res, null);
  const pupils = (await listPupils(deps.db, wanted)).flatMap((row) => {
    const name = listedName(row);
    return name ? [{ userId: row.userId, name }] : [];
  });
  return { ...matchList(listed, pupils), schoolYear: wanted.schoolYear };
}
