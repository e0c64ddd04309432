import type { Translate } from '../i18n/translate.ts';
import type { ShownError } from './views.ts';

/** The beginning of a noted fault (« status-404 (404): … ») and the text that says it. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^network .*(CERT|SELF_SIGNED|UNABLE_TO|EPROTO|SSL|TLS)/, 'tls'],
  [/^(network|timeout)\b/, 'unreachable'],
  [/^(address-refused|foreign-address|foreign-page)\b/, 'address'],
  [/^token-refused .*invalid_scope/, 'not-allowed'],
  [/^token-refused\b/, 'token'],
  [/^token-unreadable\b/, 'keys-unread'],
  [/^(status-401|status-403)\b/, 'not-allowed'],
  [/^(status-404|status-410)\b/, 'gone'],
  [/^(status-408|status-425|status-429|token-unavailable)\b/, 'busy'],
  [/^status-5/, 'failed'],
  [/^(status-4)/, 'refused'],
  [/^(unreadable|too-large)/, 'unreadable'],
];

/** The last fault of a platform, in words: of its services, or of a launch that was refused (« launch token-expired »). */
export function presentFault(t: Translate, raw: string): ShownError {
  const refused = /^launch ([a-z-]+)$/.exec(raw)?.[1];
  if (refused !== undefined)
    return { words: t('admin.fault.launch', { why: t(`error.${refused}.title`) }), raw };
  const name = WORDS.find(([pattern]) => pattern.test(raw))?.[1] ?? 'other';
  return { words: t(`admin.fault.${name}`), raw };
}
