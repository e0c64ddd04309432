import type { Selectable } from 'kysely';
import type { AuditEvent } from '../db/schema.ts';
import { formatDateTime, type Locale, type Translate } from '../i18n/translate.ts';
import type { AuditPage } from './views.ts';

/** What the log calls each act, and the text that says it. */
const ACTIONS: Readonly<Record<string, string>> = {
  'platform added': 'admin.act.platform-added',
  'platform registered': 'admin.act.platform-registered',
  'platform registered again': 'admin.act.platform-registered-again',
  'platform approved': 'admin.act.platform-approved',
  'platform disabled': 'admin.act.platform-disabled',
  'platform tested': 'admin.act.platform-tested',
  'score posted': 'admin.act.score-posted',
  'invitation made': 'admin.act.invitation-made',
  'keys rotated': 'admin.act.keys-rotated',
  'reports treated': 'admin.act.reports-treated',
  'person exported': 'admin.act.person-exported',
  'person erased': 'admin.act.person-erased',
  'campaign deleted': 'admin.act.campaign-deleted',
  'participation removed': 'admin.act.participation-removed',
  'participation restored': 'admin.act.participation-restored',
  'frame origin added': 'admin.act.frame-added',
  'frame origin removed': 'admin.act.frame-removed',
  'console link made': 'admin.act.console-link',
  'console opened': 'admin.act.console-opened',
  'console closed': 'admin.act.console-closed',
};
const ACTORS: Readonly<Record<string, string>> = {
  'command line': 'admin.actor.command',
  console: 'admin.actor.console',
  registration: 'admin.actor.registration',
  teacher: 'admin.actor.teacher',
};
const LONGEST_DETAILS = 400;

/** The log's rows in words; what has none yet is shown as it was noted. */
export function presentEvents(
  t: Translate,
  locale: Locale,
  events: readonly Selectable<AuditEvent>[],
): AuditPage['events'] {
  return events.map(({ at, actor, action, subject, details }) => {
    const whence = /^(command line|console|registration|teacher)(?: \((.*)\))?$/s.exec(actor);
    const key = ACTORS[whence?.[1] ?? ''];
    return {
      at: formatDateTime(at, locale),
      actor: key === undefined ? actor : t(key, { account: whence?.[2] ?? '' }),
      action: ACTIONS[action] === undefined ? action : t(ACTIONS[action]),
      subject: presentSubject(t, subject),
      details: presentDetails(details),
    };
  });
}

function presentSubject(t: Translate, subject: string): string {
  const match = /^(platform|user|key|challenge|participation) (.+)$/s.exec(subject);
  if (match?.[1] && match[2]) return t(`admin.subject.${match[1]}`, { id: match[2] });
  return subject === 'console' || subject === 'registration' ? '' : subject;
}

function presentDetails(details: unknown): string {
  if (details === null || typeof details !== 'object') return '';
  const entries = Object.entries(details).filter(([, value]) => value !== null);
  const text = entries
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ');
  return text.length > LONGEST_DETAILS ? `${text.slice(0, LONGEST_DETAILS)}…` : text;
}
