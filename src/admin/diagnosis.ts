import type { Values } from '../i18n/translate.ts';
import type { Check } from '../lti/check.ts';

/** What one test of a platform saw. */
export interface Observed {
  readonly checks: readonly Check[];
  readonly platform: {
    readonly status: string;
    readonly clientId: string;
    readonly jwksUrl: string;
    readonly tokenUrl: string;
  };
  readonly publicUrl: string;
  /** The origin at which the administrator's browser reached us, when the request tells it. */
  readonly reachedAt: string | null;
  /** The services that the last course opened showed; null before any launch. */
  readonly services: { readonly lineItemsUrl: string | null; readonly membershipsUrl: string | null } | null;
}

/** Its texts: `admin.finding.<id>.cause`, `.remedy`, and `.ask` where the platform's administrator has to act. */
export interface Finding {
  readonly id: string;
  readonly outcome: 'fault' | 'warning' | 'unknown';
  readonly values: Values;
  readonly proof: string | null;
  /** Whether it is for the platform's administrator to mend. */
  readonly theirs: boolean;
}

/** Seconds between two clocks from which an administrator is warned; tokens are refused from 8 on. */
const SKEW_WARNING = 2;
/** Node's names for certificates that don't hold and handshakes that fail. */
const TLS = /CERT|SELF_SIGNED|UNABLE_TO|EPROTO|SSL|TLS/;

/**
 * From what a test saw to what is wrong, the gravest cause first. A fault that follows from another (a token refused
 * by a clock that is wrong) is left out.
 */
export function diagnose(observed: Observed): Finding[] {
  const { platform, checks } = observed;
  const find = (what: Check['what']) => checks.find((check) => check.what === what);
  const findings = [
    ...diagnosePublicUrl(observed),
    ...diagnoseStatus(platform.status),
    ...diagnoseKeys(find('keys'), platform.jwksUrl),
  ];
  const clock = diagnoseClock(find('clock'));
  findings.push(...clock);
  const token = find('token');
  const lateClock = clock.some(({ outcome }) => outcome === 'fault');
  if (token?.fault && !(lateClock && token.fault.code === 'token-refused')) {
    findings.push(diagnoseToken(token, observed));
  }
  // Without a token, or an open platform, nothing can be learnt of its services.
  if (token?.ok && platform.status === 'active') findings.push(...diagnoseServices(observed));
  return findings;
}

function diagnosePublicUrl({ publicUrl, reachedAt }: Observed): Finding[] {
  if (reachedAt === null || reachedAt === publicUrl) return [];
  return [fault('public-url', { publicUrl, reachedAt }, `${reachedAt} ≠ ${publicUrl}`, false)];
}

function diagnoseStatus(status: string): Finding[] {
  if (status === 'active') return [];
  return [{ ...fault(status === 'pending' ? 'pending' : 'disabled', {}, null, false), outcome: 'warning' }];
}

function diagnoseKeys(check: Check | undefined, address: string): Finding[] {
  if (!check?.fault) return [];
  return [withoutAnswer(check.fault, address) ?? fault('keys-wrong', { address }, check.fault.proof)];
}

function diagnoseClock(check: Check | undefined): Finding[] {
  if (check?.fault?.code === 'clock') {
    return [fault('clock', { seconds: readSeconds(check.fault.proof) }, check.fault.proof)];
  }
  const seconds = check?.ok ? Number(check.found) : 0;
  if (seconds <= SKEW_WARNING) return [];
  return [{ ...fault('clock', { seconds }, `${seconds} s`), outcome: 'warning' }];
}

function diagnoseToken(check: Check, { platform, publicUrl }: Observed): Finding {
  const { code, proof } = check.fault ?? { code: '', proof: '' };
  const values = { clientId: platform.clientId, keys: `${publicUrl}/lti/jwks`, address: platform.tokenUrl };
  if (code === 'foreign-address') return fault('token-address', values, proof, false);
  // A status of 5xx is a failure, whatever the answer says.
  if (code === 'token-unavailable' || /^token-\w+ \(5\d\d\)/.test(proof))
    return { ...fault('busy', values, proof), outcome: 'warning' };
  if (code === 'token-unreadable') return fault('keys-unread', values, proof);
  if (code !== 'token-refused')
    return withoutAnswer({ code, proof }, platform.tokenUrl) ?? fault('busy', values, proof);
  if (/invalid_scope/.test(proof)) return fault('ags-off', values, proof);
  // Moodle gives its library's own words for what was wrong with our assertion.
  if (/signature|\bkid\b|\bkey/i.test(proof)) return fault('keys-unread', values, proof);
  if (/expired|\biat\b|prior to|before/i.test(proof)) return fault('clock-refused', values, proof);
  return fault('client-id', values, proof);
}

function diagnoseServices({ checks, services, platform }: Observed): Finding[] {
  if (services === null) return [{ ...fault('no-launch', {}, null, false), outcome: 'unknown' }];
  const findings: Finding[] = [];
  const values = { clientId: platform.clientId };
  if (services.lineItemsUrl === null) findings.push(fault('ags-off', values, 'lineitems: –'));
  if (services.membershipsUrl === null) {
    findings.push({ ...fault('nrps-off', values, 'context_memberships_url: –'), outcome: 'warning' });
  }
  for (const { what, fault: seen } of checks) {
    if (!seen || (what !== 'line-items' && what !== 'members')) continue;
    const name = what === 'line-items' ? 'ags' : 'nrps';
    const address = (what === 'line-items' ? services.lineItemsUrl : services.membershipsUrl) ?? '';
    if (/invalid_scope/.test(seen.proof)) findings.push(fault(`${name}-off`, values, seen.proof));
    else findings.push(withoutAnswer(seen, address) ?? fault(`${name}-refused`, { address }, seen.proof));
  }
  return findings;
}

/** What kept a call from being answered at all. */
function withoutAnswer(seen: { code: string; proof: string }, address: string): Finding | undefined {
  const { code, proof } = seen;
  const host = URL.canParse(address) ? new URL(address).host : address;
  if (code === 'address-refused') return fault('address-refused', { address }, proof, false);
  if (code === 'foreign-address') return fault('token-address', { address }, proof, false);
  if (code === 'network' && TLS.test(proof)) return fault('tls', { host }, proof);
  if (code === 'network' || code === 'timeout') return fault('unreachable', { host }, proof);
  return undefined;
}

function fault(id: string, values: Values, proof: string | null, theirs = true): Finding {
  return { id, outcome: 'fault', values, proof, theirs };
}

function readSeconds(proof: string): number {
  return Number(/([\d.]+) s\b/.exec(proof)?.[1] ?? 0);
}
