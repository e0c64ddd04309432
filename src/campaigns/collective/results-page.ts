import type { Request, Response } from 'express';
import { type Translate, translator } from '../../i18n/translate.ts';
import { domainOf, percentOf, type Stars } from '../../scoring/mastery.ts';
import { localeOf } from '../../web/page.ts';
import { getTeacherSession } from '../../web/session.ts';
import type { CampaignsDeps } from '../deps.ts';
import { campaignHead } from '../head.ts';
import { schoolYearOf } from '../school-year.ts';
import type { Campaign } from '../store.ts';
import { type Collective, readCollective } from './read.ts';
import type { ResultsPage } from './views.ts';

const MOST_STARS_FIRST = [3, 2, 1, 0] as const satisfies readonly Stars[];
/** Under this many results, or this share of the class in percent, the page warns against concluding. */
const ENOUGH = { results: 5, share: 50 };

/** What the class showed, in the context of this launch alone. */
export async function resultsPage(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  campaign: Campaign,
): Promise<ResultsPage> {
  const { contextId } = getTeacherSession(res);
  const locale = localeOf(req, res);
  const t = translator(locale);
  const subject = { campaignId: campaign.id, contextId, schoolYear: schoolYearOf(deps.now()) };
  const { people, sent, mean, stars, whole, competences, trend } = await readCollective(
    deps,
    locale,
    subject,
  );
  return {
    title: t('campaign.results.title', { name: campaign.name }),
    head: campaignHead(deps, t, campaign, 'results'),
    people,
    sent,
    summary: describeResults(t, { people, sent, mean, competences, trend }),
    few: describeFew(t, people, sent),
    participantsAddress: `/campaigns/${campaign.code}`,
    mean,
    whole,
    stars: MOST_STARS_FIRST.map((kind) => ({
      stars: kind,
      count: stars[kind],
      share: percentOf(stars[kind], sent),
    })),
    competences: competences.map(({ code, tubes, ...competence }) => ({
      ...competence,
      code,
      domain: domainOf(code),
      tubes: tubes.map(({ title, validated, targeted, percent }) => ({
        title,
        validated,
        targeted,
        percent,
      })),
    })),
    rounds:
      trend.again === null
        ? []
        : trend.rounds.map((round, place) => ({
            label: t('campaign.results.round', { number: place + 1 }),
            ...round,
          })),
  };
}

/** Sentences for a teacher in a hurry; none while nobody has sent. */
export function describeResults(
  t: Translate,
  of: Pick<Collective, 'people' | 'sent' | 'mean' | 'competences' | 'trend'>,
): string[] {
  const { people, sent, mean, trend } = of;
  if (mean === null) return [];
  const percent = (value: number) => t('page.percent', { value });
  const said = [t('campaign.results.says.mean', { count: sent, people, mean: percent(mean) })];
  const ranked = of.competences.toSorted((a, b) => b.percent - a.percent);
  const [best, worst] = [ranked[0], ranked.at(-1)];
  if (best && worst && best.percent > worst.percent) {
    said.push(
      t('campaign.results.says.ends', {
        best: `${best.code} ${best.title}`.trim(),
        high: percent(best.percent),
        worst: `${worst.code} ${worst.title}`.trim(),
        low: percent(worst.percent),
      }),
    );
  }
  if (trend.again) {
    const { pupils, first, last } = trend.again;
    const way = last > first ? 'up' : last < first ? 'down' : 'same';
    said.push(
      t(`campaign.results.says.again.${way}`, { count: pupils, first: percent(first), last: percent(last) }),
    );
  }
  return said;
}

export function describeFew(t: Translate, people: number, sent: number): string | null {
  if (sent === 0) return null;
  const enough = sent >= ENOUGH.results && percentOf(sent, people) >= ENOUGH.share;
  return enough || sent === people ? null : t('campaign.results.few', { count: sent, people });
}
