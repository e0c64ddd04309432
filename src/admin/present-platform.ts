import { formatDateTime, type Locale, type Translate } from '../i18n/translate.ts';
import { frameOriginsOf } from '../lti/frame-origins.ts';
import { presentFault } from './present-fault.ts';
import type { GradeTrouble, PlatformRow } from './store.ts';
import type { DeploymentRow, GradeTroubleRow, PlatformCard, PlatformPage, PlatformStatus } from './views.ts';

/** What was just done, as the address says: a closed list. */
const NOTICES = ['approved', 'disabled', 'keys', 'frame-added', 'frame-removed', 'joined', 'treated'];

export function readNotice(t: Translate, done: unknown): string | null {
  return typeof done === 'string' && NOTICES.includes(done) ? t(`admin.done.${done}`) : null;
}

/** One platform in the list. */
export function presentCard(t: Translate, locale: Locale, row: PlatformRow): PlatformCard {
  const status = asStatus(row.status);
  const waiting = row.deployments.filter((deployment) => deployment.status === 'pending').length;
  return {
    id: row.id,
    name: row.name,
    address: `/admin/platforms/${row.id}`,
    status,
    statusLabel: t(`admin.status.${status}`),
    facts: [...identity(t, row), ...activity(t, locale, row)],
    waiting: status === 'active' && waiting > 0 ? t('admin.waiting', { count: waiting }) : null,
    approveAction: status === 'pending' ? `/admin/platforms/${row.id}/approval` : null,
    error: row.lastError === null ? null : presentFault(t, row.lastError),
    twin: row.twins.length > 0 ? t('admin.join.hint') : null,
    grades: summarizeGrades(t, row.grades),
  };
}

/** One platform's page. */
export function presentPlatform(
  t: Translate,
  locale: Locale,
  row: PlatformRow,
  shown: { notice: string | null; typed: string; errors: Readonly<Record<string, string>> },
): PlatformPage {
  const base = `/admin/platforms/${row.id}`;
  const status = asStatus(row.status);
  return {
    title: row.name,
    notice: shown.notice,
    status,
    statusLabel: t(`admin.status.${status}`),
    facts: [
      ...identity(t, row),
      { label: t('admin.fact.auth'), value: row.authUrl },
      { label: t('admin.fact.token'), value: row.tokenUrl },
      { label: t('admin.fact.keys'), value: row.jwksUrl },
      ...(row.joinedTo === null ? [] : [{ label: t('admin.fact.joined'), value: `n° ${row.joinedTo}` }]),
      ...(row.product === null ? [] : [{ label: t('admin.fact.product'), value: row.product }]),
      ...activity(t, locale, row),
    ],
    error: row.lastError === null ? null : presentFault(t, row.lastError),
    testAction: `${base}/test`,
    approveAction: status === 'active' ? null : `${base}/approval`,
    closeAddress: status === 'disabled' ? null : `${base}/closure`,
    deployments: row.deployments.map((deployment) => presentDeployment(t, base, deployment)),
    grades: row.grades.map((trouble) => presentTrouble(t, trouble)),
    twins: row.twins.map(({ id, name, clientId }) => ({
      label: t('admin.join.twin', { name, client: clientId }),
      address: `${base}/joining?into=${id}`,
    })),
    frames: {
      own: frameOriginsOf({ ...row, frameOrigins: [] }),
      added: row.frameOrigins,
      addAction: `${base}/frames`,
      removeAction: `${base}/frames/removal`,
      typed: shown.typed,
    },
    errors: shown.errors,
  };
}

function identity(t: Translate, row: PlatformRow) {
  return [
    { label: t('admin.fact.issuer'), value: row.issuer },
    { label: t('admin.fact.client'), value: row.clientId },
  ];
}

function activity(t: Translate, locale: Locale, row: PlatformRow) {
  const when = (date: Date | null) => (date === null ? t('admin.never') : formatDateTime(date, locale));
  return [
    { label: t('admin.fact.last-launch'), value: when(row.lastLaunchAt) },
    { label: t('admin.fact.last-service'), value: when(row.lastServiceAt) },
    {
      label: t('admin.fact.size'),
      value: `${t('admin.contexts', { count: row.contexts })}, ${t('admin.people', { count: row.people })}`,
    },
  ];
}

function presentDeployment(
  t: Translate,
  base: string,
  row: PlatformRow['deployments'][number],
): DeploymentRow {
  const status = asStatus(row.status);
  return {
    name: row.deploymentId,
    seenIn: row.seenIn,
    status,
    statusLabel: t(`admin.status.${status}`),
    approve: status === 'active' ? null : { action: `${base}/approval`, deployment: row.id },
    closeAddress: status === 'disabled' ? null : `${base}/closure?deployment=${row.id}`,
  };
}

function presentTrouble(t: Translate, { state, reason, count }: GradeTrouble): GradeTroubleRow {
  return {
    state,
    label: t(`admin.grades.${state}`, { count }),
    reason: reason === null ? t('admin.grades.untried') : t(reason),
  };
}

function summarizeGrades(t: Translate, troubles: readonly GradeTrouble[]): string | null {
  const parts = (['refused', 'late'] as const).flatMap((state) => {
    const own = troubles.filter((trouble) => trouble.state === state);
    const count = own.reduce((sum, trouble) => sum + trouble.count, 0);
    return count === 0 ? [] : [t(`admin.grades.${state}`, { count })];
  });
  return parts.length === 0 ? null : parts.join(', ');
}

function asStatus(status: string): PlatformStatus {
  return status === 'pending' || status === 'active' ? status : 'disabled';
}
