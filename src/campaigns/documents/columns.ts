import type { Translate } from '../../i18n/translate.ts';
import { certifiability } from '../../scoring/certifiable.ts';
import { domainOf, percentOf } from '../../scoring/mastery.ts';
import { statusText } from '../closing/present.ts';
import type { Campaign } from '../store.ts';
import type { AssessmentLine, CollectionLine, Line } from './lines.ts';
import type { Cell, Column } from './table.ts';

interface Named {
  readonly code: string;
  readonly title: string;
}

/** What all the lines of a file share. */
export interface Heads {
  readonly platform: string;
  readonly course: string | null;
  readonly campaign: Pick<Campaign, 'id' | 'code' | 'name' | 'externalIdLabel'>;
  readonly closed: boolean;
  /** Whether some pupil's class is known. */
  readonly divisions: boolean;
  readonly model: string;
  readonly competences: readonly Named[];
}

/** As PIX Orga's file of an assessment, with the course, the state and the attempt. */
export function assessmentColumns(
  t: Translate,
  heads: Heads & {
    readonly domains: readonly Named[];
    readonly badges: readonly { readonly id: string; readonly title: string }[];
  },
): Column<AssessmentLine>[] {
  const { competences, domains, badges } = heads;
  return [
    ...identityColumns(t, heads),
    text(t('export.model'), () => heads.model),
    ...pupilColumns(t, heads),
    { head: t('export.progress'), kind: 'rate', cell: ({ progress }) => rate(progress) },
    { head: t('export.started'), kind: 'time', cell: ({ startedAt }) => startedAt },
    ...sendingColumns(t),
    { head: t('export.stars'), kind: 'count', cell: ({ result }) => result?.stars },
    ...badges.map(({ id, title }) =>
      text(t('export.badge', { title }), ({ result }: AssessmentLine) => {
        const badge = result?.badges.find((one) => one.id === id);
        return badge ? t(badge.obtained ? 'export.yes' : 'export.no') : null;
      }),
    ),
    { head: t('export.mastery'), kind: 'rate', cell: ({ result }) => rate(result?.percent) },
    ...competences.flatMap(({ code, title }) =>
      rateColumns(t, `${code} ${title}`, (competence) => competence === code),
    ),
    ...domains.flatMap(({ code, title }) =>
      rateColumns(t, t('export.domain', { code, title }), (competence) => domainOf(competence) === code),
    ),
  ];
}

/** As PIX Orga's file of a collection of profiles. `required`: competences at level 1 that make a pupil certifiable. */
export function collectionColumns(t: Translate, heads: Heads, required: number): Column<CollectionLine>[] {
  const certified = ({ profile }: CollectionLine) => profile && certifiability(profile.competences, required);
  return [
    ...identityColumns(t, heads),
    ...pupilColumns(t, heads),
    ...sendingColumns(t),
    { head: t('export.pix'), kind: 'count', cell: ({ profile }) => profile?.pix },
    text(t('export.certifiable'), (line) => {
      const state = certified(line);
      return state && t(state.certifiable ? 'export.yes' : 'export.no');
    }),
    { head: t('export.certifiable.count'), kind: 'count', cell: (line) => certified(line)?.reached },
    ...heads.competences.flatMap(({ code, title }): Column<CollectionLine>[] => {
      const of = ({ profile }: CollectionLine) => profile?.competences.find((one) => one.code === code);
      const competence = `${code} ${title}`;
      return [
        { head: t('export.level', { competence }), kind: 'count', cell: (line) => of(line)?.level },
        {
          head: t('export.pix.of', { competence }),
          kind: 'count',
          cell: (line) => of(line)?.pix,
        },
      ];
    }),
  ];
}

function identityColumns(t: Translate, { platform, course, campaign }: Heads): Column<unknown>[] {
  return [
    text(t('export.platform'), () => platform),
    text(t('export.course'), () => course),
    text(t('export.campaign.id'), () => campaign.id),
    text(t('export.campaign.code'), () => campaign.code),
    text(t('export.campaign.name'), () => campaign.name),
  ];
}

function pupilColumns(t: Translate, { campaign, closed, divisions }: Heads): Column<Line>[] {
  const { externalIdLabel } = campaign;
  return [
    text(t('export.family-name'), ({ familyName }) => familyName),
    text(t('export.given-name'), ({ givenName }) => givenName),
    ...(divisions ? [text(t('campaign.col.division'), ({ division }: Line) => division)] : []),
    ...(externalIdLabel === null ? [] : [text(externalIdLabel, ({ externalId }: Line) => externalId)]),
    text(t('export.status'), ({ status }) => t(statusText(status, closed))),
    { head: t('export.attempt'), kind: 'count', cell: ({ attempt }) => attempt },
    text(t('export.standing'), ({ attempt, standing }) =>
      attempt === null ? null : t(standing ? 'export.yes' : 'export.no'),
    ),
  ];
}

function sendingColumns(t: Translate): Column<Line>[] {
  return [
    text(t('export.shared'), ({ sharedAt }) => t(sharedAt ? 'export.yes' : 'export.no')),
    { head: t('export.shared.at'), kind: 'time', cell: ({ sharedAt }) => sharedAt },
  ];
}

/** Of the competences that `counts` takes: share of skills mastered, targeted, mastered. */
function rateColumns(
  t: Translate,
  of: string,
  counts: (competence: string) => boolean,
): Column<AssessmentLine>[] {
  const sums = ({ result }: AssessmentLine) => {
    const counted = result?.competences.filter(({ code }) => counts(code)) ?? [];
    if (counted.length === 0) return null;
    const sum = (name: 'validated' | 'targeted') => counted.reduce((all, one) => all + one[name], 0);
    return { validated: sum('validated'), targeted: sum('targeted') };
  };
  return [
    {
      head: t('export.mastery.of', { of }),
      kind: 'rate',
      cell: (line) => {
        const sum = sums(line);
        return sum && rate(percentOf(sum.validated, sum.targeted));
      },
    },
    { head: t('export.targeted.of', { of }), kind: 'count', cell: (line) => sums(line)?.targeted },
    { head: t('export.validated.of', { of }), kind: 'count', cell: (line) => sums(line)?.validated },
  ];
}

function text<Of>(head: string, cell: (line: Of) => Cell): Column<Of> {
  return { head, kind: 'text', cell };
}

/** 59 percent is 0.59. */
function rate(percent: number | null | undefined): Cell {
  return percent == null ? null : percent / 100;
}
