import type { Translate } from '../../i18n/translate.ts';
import { presentPaging } from '../../web/paging.ts';
import { divisionsOf, STATES } from '../choose-participants.ts';
import { PAGE_SIZE } from '../present-participants.ts';
import type { ListChoice, Option } from '../views.ts';
import {
  COLUMNS,
  chooseProfiles,
  type ListedProfile,
  type ProfilesChoice,
  readProfilesSort,
} from './choose-profiles.ts';

interface ListedCollection {
  readonly code: string;
  readonly competences: readonly { readonly code: string; readonly title: string }[];
}

/** The profiles of the page that a choice asks for, and the means to choose others. */
export function presentProfileList<P extends ListedProfile>(
  everybody: readonly P[],
  choice: ProfilesChoice,
  { code, competences }: ListedCollection,
  t: Translate,
): { readonly list: ListChoice; readonly shown: readonly P[] } {
  const codes = competences.map((competence) => competence.code);
  const chosen = chooseProfiles(everybody, choice, codes);
  const pages = Math.max(1, Math.ceil(chosen.length / PAGE_SIZE));
  const page = Math.min(choice.page, pages);
  const divisions = divisionsOf(everybody);
  const plain = COLUMNS.filter((column) => column !== 'division' || divisions.length > 0);
  const sort = readProfilesSort(choice.sort, codes);
  const filtered = choice.q !== '' || choice.division !== '' || choice.state !== '';
  const at = (other: Partial<ProfilesChoice>) => addressOf(code, { ...choice, page: 1, ...other });
  const column = (name: string, label: string): ListChoice['columns'][number] => {
    const current = sort.column === name;
    return {
      name,
      label,
      address: at({ sort: current && !sort.reversed ? `-${name}` : name }),
      sorted: current ? sort.direction : null,
    };
  };
  const list: ListChoice = {
    action: `/campaigns/${code}/profiles`,
    query: choice.q,
    selects: presentSelects(t, choice, divisions, plain, codes),
    countLabel: filtered
      ? t('campaign.list.some', { count: chosen.length, all: everybody.length })
      : t('campaign.list.everybody', { count: everybody.length }),
    clearAddress: filtered ? addressOf(code, { ...EVERYBODY, sort: choice.sort }) : null,
    emptyLabel: chosen.length > 0 ? null : t('campaign.list.none'),
    // Pix, then what they are made of, then when.
    columns: [
      ...plain.filter((name) => name !== 'shared').map((name) => column(name, columnLabel(t, name))),
      ...competences.map((competence) => column(competence.code, competence.title)),
      column('shared', columnLabel(t, 'shared')),
    ],
    paging: presentPaging({ page, pages }, t('campaign.list.page', { page, pages }), (other) =>
      at({ page: other }),
    ),
  };
  return { list, shown: chosen.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE) };
}

const EVERYBODY: ProfilesChoice = { q: '', division: '', state: '', sort: 'name', page: 1 };

function addressOf(code: string, choice: ProfilesChoice): string {
  const said = Object.entries(choice).flatMap(([name, value]): [string, string][] =>
    value === EVERYBODY[name as keyof ProfilesChoice] ? [] : [[name, String(value)]],
  );
  const query = new URLSearchParams(said).toString();
  return `/campaigns/${code}/profiles${query ? `?${query}` : ''}`;
}

function columnLabel(t: Translate, name: string): string {
  return t(name === 'pix' ? 'profiles.col.pix' : `campaign.col.${name}`);
}

function presentSelects(
  t: Translate,
  choice: ProfilesChoice,
  divisions: readonly string[],
  columns: readonly string[],
  codes: readonly string[],
): ListChoice['selects'] {
  const { column, reversed } = readProfilesSort(choice.sort, codes);
  const current = reversed ? `-${column}` : column;
  const option = (value: string, label: string, chosen: string): Option => ({
    value,
    label,
    chosen: value === chosen,
  });
  const sorted = (name: string) =>
    codes.includes(name)
      ? t('profiles.sort.competence', { code: name })
      : t(name === 'pix' ? 'profiles.sort.pix' : `campaign.list.sort.${name}`);
  const sorts = [
    ...[...columns, ...codes].map((name) => option(name, sorted(name), current)),
    ...(reversed
      ? [option(current, t('campaign.list.sort.reversed', { sort: sorted(column) }), current)]
      : []),
  ];
  return [
    ...(divisions.length === 0
      ? []
      : [
          {
            name: 'division' as const,
            label: t('campaign.col.division'),
            options: [
              option('', t('campaign.list.division.all'), choice.division),
              ...divisions.map((division) => option(division, division, choice.division)),
            ],
          },
        ]),
    {
      name: 'state',
      label: t('campaign.col.state'),
      options: [
        option('', t('campaign.list.state.all'), choice.state),
        ...STATES.map((state) => option(state, t(`pupils.state.${state}`), choice.state)),
      ],
    },
    { name: 'sort', label: t('campaign.list.sort'), options: sorts },
  ];
}
