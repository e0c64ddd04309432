import { formatDateTime, type Locale, type Translate } from '../i18n/translate.ts';
import type { Check } from '../lti/check.ts';
import type { Finding } from './diagnosis.ts';
import type { DiagnosisPage, FindingRow } from './views.ts';

interface Tested {
  readonly platform: {
    readonly id: string;
    readonly name: string;
    readonly issuer: string;
    readonly clientId: string;
  };
  readonly publicUrl: string;
  readonly checks: readonly Check[];
  readonly findings: readonly Finding[];
  readonly at: Date;
}

/** What a test found, in words: cause, proof, remedy, and a letter for who has to act. */
export function presentDiagnosis(t: Translate, locale: Locale, tested: Tested): DiagnosisPage {
  const { platform, findings } = tested;
  const faults = findings.filter(({ outcome }) => outcome === 'fault').length;
  const outcome = faults > 0 ? 'fault' : findings.length > 0 ? 'warning' : 'good';
  return {
    title: t('admin.diagnosis.title', { platform: platform.name }),
    platform: platform.name,
    platformAddress: `/admin/platforms/${platform.id}`,
    outcome,
    summary:
      outcome === 'fault' ? t('admin.diagnosis.faults', { count: faults }) : t(`admin.diagnosis.${outcome}`),
    checks: tested.checks.map((check) => ({
      outcome: check.ok ? 'good' : 'fault',
      label: t(`admin.check.${check.what}`),
      result: check.ok ? presentCount(t, check) : t('admin.check.failed'),
    })),
    findings: findings.map((finding) => presentFinding(t, locale, tested, finding)),
    testAction: `/admin/platforms/${platform.id}/test`,
  };
}

/** Cause and remedy of one finding. */
export function explainFinding(t: Translate, { id, values }: Finding): { cause: string; remedy: string } {
  return { cause: t(`admin.finding.${id}.cause`, values), remedy: t(`admin.finding.${id}.remedy`, values) };
}

function presentFinding(t: Translate, locale: Locale, tested: Tested, finding: Finding): FindingRow {
  const { cause, remedy } = explainFinding(t, finding);
  return {
    outcome: finding.outcome,
    cause,
    proof: finding.proof,
    remedy,
    letter: finding.theirs ? writeLetter(t, locale, tested, finding, cause) : null,
  };
}

function writeLetter(t: Translate, locale: Locale, tested: Tested, finding: Finding, cause: string): string {
  const { platform, publicUrl, at } = tested;
  const ask = t(`admin.finding.${finding.id}.ask`, { ...finding.values, publicUrl });
  return [
    t('admin.letter.hello'),
    t('admin.letter.who', { publicUrl, platform: platform.name }),
    cause,
    t('admin.letter.ask', { ask }),
    t('admin.letter.proof', {
      date: formatDateTime(at, locale),
      issuer: platform.issuer,
      clientId: platform.clientId,
      proof: finding.proof ?? '–',
    }),
    t('admin.letter.bye'),
  ].join('\n\n');
}

function presentCount(t: Translate, { what, found }: Check): string {
  if (what === 'token') return t('admin.check.granted');
  const count = Number(found);
  return what === 'clock'
    ? t('admin.check.seconds', { seconds: count })
    : t(`admin.check.${what}.count`, { count });
}
