import type { Device } from '../referential/schema.ts';

/** Headers of a request, by lower-case name. */
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * What a browser says it runs on: client hints where they are sent, else its User-Agent. Null when it does not say, or
 * says nothing sure: Safari on an iPad presents itself as one on a Mac.
 */
export function deviceOf(headers: Headers): Device | null {
  const platform = textOf(headers['sec-ch-ua-platform']).replaceAll('"', '');
  const mobile = textOf(headers['sec-ch-ua-mobile']);
  if (mobile === '?1') return 'phone';
  if (platform === 'Android') return 'tablet';
  if (/^(Windows|macOS|Linux|Chrome OS|Chromium OS)$/.test(platform)) return 'computer';
  return readAgent(textOf(headers['user-agent']));
}

function readAgent(agent: string): Device | null {
  if (/\b(iPhone|iPod)\b/.test(agent)) return 'phone';
  if (/\biPad\b/.test(agent)) return 'tablet';
  if (/\bAndroid\b/.test(agent)) return /\bMobile\b/.test(agent) ? 'phone' : 'tablet';
  if (/\b(Windows NT|CrOS|X11)\b/.test(agent)) return 'computer';
  return /\bMacintosh\b.*\bFirefox\//.test(agent) ? 'computer' : null;
}

function textOf(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header.slice(0, 500) : '';
}
