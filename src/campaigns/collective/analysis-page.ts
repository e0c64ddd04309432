import type { Request, Response } from 'express';
import { type Locale, type Translate, translator } from '../../i18n/translate.ts';
import { titleOf } from '../../referential/title.ts';
import type { Referential } from '../../referential/types.ts';
import { domainOf, percentOf } from '../../scoring/mastery.ts';
import { relevanceBand } from '../../scoring/relevance.ts';
import { localeOf } from '../../web/page.ts';
import { getTeacherSession } from '../../web/session.ts';
import { presentModel } from '../catalogue.ts';
import type { CampaignsDeps } from '../deps.ts';
import { campaignHead } from '../head.ts';
import { schoolYearOf } from '../school-year.ts';
import { type Campaign, listCampaignsOfContext } from '../store.ts';
import { proposeNext } from './propose.ts';
import { type CompetenceSum, readCollective } from './read.ts';
import { describeFew } from './results-page.ts';
import { byNeed, byRelevance, nextStep } from './rules.ts';
import type { AnalysisPage, TubeCard } from './views.ts';

/** Topics that a teacher can take in class before the next parcours. */
const FIRST = 5;

type Tube = CompetenceSum['tubes'][number];

export function analysisAddress(code: string, asked: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(asked);
  return `/campaigns/${code}/analysis${query.size > 0 ? `?${query}` : ''}`;
}

/** What the class found hardest and what to do of it, in the context of this launch alone. */
export async function analysisPage(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  campaign: Campaign,
): Promise<AnalysisPage> {
  const { contextId } = getTeacherSession(res);
  const locale = localeOf(req, res);
  const t = translator(locale);
  const referential = deps.referential();
  const subject = { campaignId: campaign.id, contextId, schoolYear: schoolYearOf(deps.now()) };
  const { people, sent, competences } = await readCollective(deps, locale, subject);
  const tubes = competences.flatMap((competence) => competence.tubes);
  const needed = byNeed(tubes);
  const sort = req.query.sort === 'gain' ? 'gain' : 'need';
  const cards = titled(tubes, sort === 'gain' ? byRelevance(tubes) : needed).map((tube, place) =>
    presentTube(t, locale, referential, tube, place + 1),
  );
  const made = await listCampaignsOfContext(deps.db, contextId);
  const prepared = made.find(({ code }) => code === req.query.prepared);
  return {
    title: t('campaign.analysis.title', { name: campaign.name }),
    head: campaignHead(deps, t, campaign, 'analysis'),
    people,
    sent,
    summary: describeAnalysis(t, titled(tubes, needed)),
    few: describeFew(t, people, sent),
    participantsAddress: `/campaigns/${campaign.code}`,
    sorts: (['need', 'gain'] as const).map((by) => ({
      label: t(`campaign.analysis.sort.${by}`),
      address: analysisAddress(campaign.code, by === 'need' ? {} : { sort: by }),
      current: by === sort,
    })),
    first: cards.slice(0, FIRST),
    others: cards.slice(FIRST),
    next: {
      action: `/campaigns/${campaign.code}/next`,
      models: presentNext(t, referential, campaign, made, titled(tubes, needed).slice(0, FIRST)),
    },
    prepared: prepared
      ? { name: prepared.name, code: prepared.code, address: `/campaigns/${prepared.code}` }
      : null,
  };
}

/** The sums in another order keep their titles. */
function titled(tubes: readonly Tube[], sums: readonly { readonly tube: string }[]): Tube[] {
  return sums.flatMap(({ tube }) => tubes.find((one) => one.tube === tube) ?? []);
}

function presentTube(
  t: Translate,
  locale: Locale,
  referential: Referential,
  sum: Tube,
  rank: number,
): TubeCard {
  const { tube: id, title, validated, targeted, percent } = sum;
  const tube = referential.tubes.get(id);
  const competence = referential.competences.get(sum.competence);
  const next = nextStep(sum);
  const skill = tube?.skills.find(({ level }) => level === next?.level);
  return {
    rank,
    title,
    domain: domainOf(sum.competence),
    competence: `${sum.competence} ${competence ? titleOf(competence, locale) : ''}`.trim(),
    validated,
    targeted,
    percent,
    levels: sum.levels.map((step) => ({
      ...step,
      percent: percentOf(step.validated, step.targeted),
      next: step.level === next?.level,
    })),
    step: next && skill ? t('campaign.analysis.step', { level: next.level, knows: skill.knows }) : null,
    gain: next ? relevanceBand(sum.relevance) : null,
    tutorials: (tube?.tutorials ?? []).map((tutorial) => ({
      title: tutorial.title,
      address: `/tutorials/${tutorial.id}`,
      role: t(`campaign.analysis.tutorial.${tutorial.role}`),
      minutes: tutorial.minutes,
    })),
  };
}

/** `needed`: the hardest first. */
export function describeAnalysis(t: Translate, needed: readonly Tube[]): string[] {
  const [hardest] = needed;
  if (!hardest) return [];
  const step = nextStep(hardest);
  if (!step) return [t('campaign.analysis.says.all')];
  const { title } = hardest;
  const percent = t('page.percent', { value: hardest.percent });
  return [
    t('campaign.analysis.says.hardest', { title, percent }),
    t('campaign.analysis.says.step', { count: step.validated, of: step.targeted, level: step.level }),
  ];
}

function presentNext(
  t: Translate,
  referential: Referential,
  { targetProfile: done }: Campaign,
  made: readonly Campaign[],
  needed: readonly Tube[],
): AnalysisPage['next']['models'] {
  const classes = referential.targetProfiles.get(done)?.classes ?? [];
  return proposeNext(referential, { id: done, classes }, needed).map(({ profile, tubes }) => {
    const before = made.find(({ targetProfile }) => targetProfile === profile.id);
    const titles = tubes.map((id) => referential.tubes.get(id)?.title ?? id);
    return {
      id: profile.id,
      model: presentModel(t, referential, profile),
      why: t('campaign.analysis.next.why', { count: titles.length, titles: titles.join(' ; ') }),
      made: before ? { name: before.name, code: before.code, address: `/campaigns/${before.code}` } : null,
    };
  });
}
