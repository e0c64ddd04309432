import type { GradeRow } from '../grades/store.ts';
import { formatDateTime, type Locale, type Translate, translator } from '../i18n/translate.ts';
import { starsOf } from '../scoring/mastery.ts';
import { presentPaging } from '../web/paging.ts';
import {
  type Choice,
  type Chosen,
  COLUMNS,
  divisionsOf,
  filterParticipants,
  readSort,
  STARS,
  STATES,
  STATUSES,
  sortParticipants,
} from './choose-participants.ts';
import { statusText } from './closing/present.ts';
import { type Participant, progressOf } from './participants.ts';
import type { CampaignPage, Option, ParticipantList, ParticipantRow } from './views.ts';

export const PAGE_SIZE = 100;

export interface ListedCampaign {
  readonly code: string;
  /** In this course, this school year. */
  readonly closed: boolean;
}

/** How many are in each state of the whole class, whatever is chosen, and where they are listed. */
export function countParticipants(
  participants: readonly Participant[],
  { code, closed }: ListedCampaign,
  meanPercent: number | null,
  t: Translate,
): CampaignPage['counts'] {
  const count = (status: Participant['status']) => participants.filter((p) => p.status === status).length;
  const address = (status: Participant['status']) => addressOf(code, { ...EVERYBODY, status });
  return {
    people: participants.length,
    notBegun: count('not-begun'),
    started: count('started'),
    toShare: count('to-share'),
    shared: count('shared'),
    meanPercent,
    labels: {
      'not-begun': t(statusText('not-begun', closed, 'count')),
      started: t(statusText('started', closed, 'count')),
      'to-share': t(statusText('to-share', closed, 'count')),
      shared: t(statusText('shared', closed, 'count')),
    },
    addresses: {
      'not-begun': address('not-begun'),
      started: address('started'),
      'to-share': address('to-share'),
      shared: address('shared'),
    },
  };
}

/** The people of the page that a choice asks for, and the means to choose others. */
export function presentList<P extends Chosen>(
  everybody: readonly P[],
  choice: Choice,
  { code, closed }: ListedCampaign,
  t: Translate,
): { readonly list: ParticipantList; readonly shown: readonly P[] } {
  const others = filterParticipants(everybody, choice);
  const ofStatus = (status: Choice['status']) =>
    others.filter((participant) => status === '' || participant.status === status);
  const chosen = sortParticipants(ofStatus(choice.status), choice.sort);
  const pages = Math.max(1, Math.ceil(chosen.length / PAGE_SIZE));
  const page = Math.min(choice.page, pages);
  const divisions = divisionsOf(everybody);
  const first = { ...choice, page: 1 };
  const { q, status, division, stars, state } = choice;
  const filtered = [q, status, division, stars, state].some((value) => value !== '');
  const list: ParticipantList = {
    action: `/campaigns/${code}`,
    query: q,
    status,
    chips: (['', ...STATUSES] as const).map((one) => ({
      name: one === '' ? 'all' : one,
      label: t(one === '' ? 'campaign.list.all' : statusText(one, closed)),
      count: ofStatus(one).length,
      address: addressOf(code, { ...first, status: one }),
      current: one === status,
    })),
    selects: presentSelects(t, choice, divisions),
    countLabel: filtered
      ? t('campaign.list.some', { count: chosen.length, all: everybody.length })
      : t('campaign.list.everybody', { count: everybody.length }),
    clearAddress: filtered ? addressOf(code, { ...EVERYBODY, sort: choice.sort }) : null,
    emptyLabel: chosen.length > 0 ? null : t(emptyKey(everybody, choice)),
    columns: COLUMNS.filter((column) => column !== 'division' || divisions.length > 0).map((name) => {
      const sort = readSort(choice.sort);
      const current = sort.column === name;
      return {
        name,
        label: t(`campaign.col.${name}`),
        address: addressOf(code, { ...first, sort: current && !sort.reversed ? `-${name}` : name }),
        sorted: current ? sort.direction : null,
      };
    }),
    paging: presentPaging({ page, pages }, t('campaign.list.page', { page, pages }), (other) =>
      addressOf(code, { ...choice, page: other }),
    ),
  };
  return { list, shown: chosen.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE) };
}

const EVERYBODY: Choice = { q: '', status: '', division: '', stars: '', state: '', sort: 'name', page: 1 };

function addressOf(code: string, choice: Choice): string {
  const said = Object.entries(choice).flatMap(([name, value]): [string, string][] =>
    value === EVERYBODY[name as keyof Choice] ? [] : [[name, String(value)]],
  );
  const query = new URLSearchParams(said).toString();
  return `/campaigns/${code}${query ? `?${query}` : ''}`;
}

/** What calls for a word of its own: everybody has begun, or sent. */
function emptyKey(everybody: readonly Chosen[], { status }: Choice): string {
  const nobody = !everybody.some((one) => one.status === status);
  return nobody && status !== '' ? `campaign.list.none.${status}` : 'campaign.list.none';
}

function presentSelects(
  t: Translate,
  choice: Choice,
  divisions: readonly string[],
): ParticipantList['selects'] {
  const options = (chosen: string, values: readonly string[], labelOf: (value: string) => string): Option[] =>
    values.map((value) => ({ value, label: labelOf(value), chosen: value === chosen }));
  const all = (key: string, label: (value: string) => string) => (value: string) =>
    value === '' ? t(key) : label(value);
  const { reversed } = readSort(choice.sort);
  const columns = COLUMNS.filter((column) => column !== 'division' || divisions.length > 0);
  const sortLabel = (sort: string) => t(`campaign.list.sort.${sort.replace('-', '')}`);
  return [
    ...(divisions.length === 0
      ? []
      : [
          {
            name: 'division' as const,
            label: t('campaign.col.division'),
            options: options(
              choice.division,
              ['', ...divisions],
              all('campaign.list.division.all', (division) => division),
            ),
          },
        ]),
    {
      name: 'stars',
      label: t('campaign.col.stars'),
      options: options(
        choice.stars,
        ['', ...STARS],
        all('campaign.list.stars.all', (stars) => t('page.stars', { count: Number(stars) })),
      ),
    },
    {
      name: 'state',
      label: t('campaign.col.state'),
      options: options(
        choice.state,
        ['', ...STATES],
        all('campaign.list.state.all', (state) => t(`pupils.state.${state}`)),
      ),
    },
    {
      name: 'sort',
      label: t('campaign.list.sort'),
      options: options(choice.sort, [...columns, ...(reversed ? [choice.sort] : [])], (sort) =>
        sort.startsWith('-') ? t('campaign.list.sort.reversed', { sort: sortLabel(sort) }) : sortLabel(sort),
      ),
    },
  ];
}

/** @param grades of this participant */
export function presentParticipant(
  participant: Chosen,
  { grades, closed }: { readonly grades: readonly GradeRow[]; readonly closed: boolean },
  locale: Locale,
): ParticipantRow {
  const t = translator(locale);
  const { status, mastery, sharedAt, state, participationId } = participant;
  return {
    name: participant.name ?? t('campaign.participant.nameless'),
    address: participationId && `/participations/${participationId}`,
    division: participant.division,
    status,
    statusLabel: t(statusText(status, closed)),
    state,
    stateLabel: t(`pupils.state.${state}`),
    progress: progressOf(status, participant),
    percent: mastery,
    stars: mastery === null ? null : starsOf(mastery),
    sharedAt: sharedAt && formatDateTime(sharedAt, locale),
    retrying: participant.retrying,
    grade: presentGrades(grades, locale),
  };
}

/** One state for all the columns of a pupil: the one that calls for something first. */
function presentGrades(grades: readonly GradeRow[], locale: Locale): ParticipantRow['grade'] {
  const t = translator(locale);
  const live = grades.filter((grade) => grade.state !== 'superseded');
  const first =
    live.find((grade) => grade.state === 'refused') ??
    live.find((grade) => grade.state === 'pending') ??
    live[0];
  if (!first) return null;
  const state = stateOf(first);
  return {
    state,
    label: t(`campaign.grade.${state}`),
    reason: first.reason && t(first.reason),
    retryAction: state === 'refused' ? `/participations/${first.participationId}/deliveries` : null,
  };
}

function stateOf(grade: GradeRow): 'pending' | 'sent' | 'refused' {
  return grade.state === 'superseded' ? 'sent' : grade.state;
}
