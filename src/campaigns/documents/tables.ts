import type { Db } from '../../db/database.ts';
import { type Locale, translator } from '../../i18n/translate.ts';
import { titleOf } from '../../referential/title.ts';
import { domainOf } from '../../scoring/mastery.ts';
import { modelTitle } from '../catalogue.ts';
import { isClosed } from '../closing/store.ts';
import type { CampaignsDeps } from '../deps.ts';
import type { Campaign } from '../store.ts';
import { assessmentColumns, collectionColumns } from './columns.ts';
import { type AssessmentLine, assessmentLines, type CollectionLine, collectionLines } from './lines.ts';
import { getPlaceNames, hasDivisions, listNamesInResults, type Subject } from './store.ts';
import type { Table } from './table.ts';

/** Of an assessment: a column for each competence and badge that the campaign, or a result sent, has. */
export async function assessmentTable(
  deps: Pick<CampaignsDeps, 'db' | 'referential'>,
  locale: Locale,
  campaign: Campaign,
  subject: Subject,
): Promise<Table<AssessmentLine>> {
  const t = translator(locale);
  const referential = deps.referential();
  const inResults = await listNamesInResults(deps.db, subject);
  const model = referential.targetProfiles.get(campaign.targetProfile);
  const named = (code: string) => {
    const known = referential.competences.get(code);
    return { code, title: known ? titleOf(known, locale) : '' };
  };
  const competences = sorted([
    ...campaign.skills.flatMap((id) => referential.skills.get(id)?.competence ?? []),
    ...inResults.competences,
  ]);
  const badges = new Map(
    [...inResults.badges, ...(model?.badges ?? [])].map(({ id, title }) => [id, { id, title }]),
  );
  const heads = {
    ...(await readHeads(deps.db, subject)),
    campaign,
    model: modelTitle(referential, campaign.targetProfile),
    competences: competences.map(named),
    domains: sorted(competences.map(domainOf)).map((code) => {
      const known = referential.domains.find((domain) => domain.code === code);
      return { code, title: known ? titleOf(known, locale) : '' };
    }),
    badges: [...badges.values()],
  };
  return {
    columns: assessmentColumns(t, heads),
    batches: assessmentLines(deps.db, t, subject),
  };
}

/** Of a collection: level and pix of every competence of the framework. */
export async function collectionTable(
  deps: Pick<CampaignsDeps, 'db' | 'config' | 'referential'>,
  locale: Locale,
  campaign: Campaign,
  subject: Subject,
): Promise<Table<CollectionLine>> {
  const t = translator(locale);
  const referential = deps.referential();
  const heads = {
    ...(await readHeads(deps.db, subject)),
    campaign,
    model: modelTitle(referential, campaign.targetProfile),
    competences: [...referential.competences.values()].map((competence) => ({
      code: competence.code,
      title: titleOf(competence, locale),
    })),
  };
  return {
    columns: collectionColumns(t, heads, deps.config.certifiableCompetences),
    batches: collectionLines(deps.db, t, subject),
  };
}

async function readHeads(db: Db, subject: Subject) {
  return {
    ...(await getPlaceNames(db, subject.contextId)),
    closed: await isClosed(db, subject),
    divisions: await hasDivisions(db, subject),
  };
}

function sorted(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort((a, b) => a.localeCompare(b));
}
