import { randomInt } from 'node:crypto';
import { SignJWT } from 'jose';
import { messageFor, sealed, type Wish } from './message.ts';
import type { Moodle } from './moodle.ts';
import { INVALID_REQUEST, sentForm } from './pages.ts';
import { CLIENT_ID } from './recorded.ts';

export interface Answer {
  readonly status: number;
  readonly html: string;
}

export interface Logins {
  /** The third-party initiated login, as a form that sends itself. */
  initiate(wish: Wish): string;
  /** `auth.php`, by GET or POST: the id_token, an error for the tool, or a page that leads nowhere. */
  authenticate(given: URLSearchParams): Promise<Answer>;
  /** The payload of the last id_token. */
  lastPayload(): Readonly<Record<string, unknown>>;
}

/** Moodle's side of a login: each hint serves once. */
export function createLogins(moodle: Moodle): Logins {
  const waiting = new Map<string, Wish>();
  let last: Record<string, unknown> = {};

  async function authenticate(given: URLSearchParams): Promise<Answer> {
    const hint = given.get('lti_message_hint');
    const launchId = hint === null ? null : readLaunchId(hint);
    const wish = launchId === null ? undefined : waiting.get(launchId);
    const nonce = given.get('nonce');
    const lost =
      given.get('redirect_uri') !== moodle.launchUrl ||
      given.get('scope') !== 'openid' ||
      given.get('response_type') !== 'id_token' ||
      !nonce ||
      !wish ||
      launchId === null;
    if (lost) return { status: 404, html: INVALID_REQUEST };
    const state = given.get('state') ?? '';
    const back = (fields: Record<string, string>) => ({
      status: 200,
      html: sentForm(moodle.launchUrl, { ...fields, state }),
    });
    if (given.get('client_id') !== CLIENT_ID) return back({ error: 'unauthorized_client' });
    if (given.get('login_hint') !== wish.person.id) return back({ error: 'access_denied' });
    if (given.get('response_mode') !== 'form_post') {
      return back({ error: 'invalid_request', error_description: 'Invalid response_mode' });
    }
    if (given.has('prompt') && given.get('prompt') !== 'none') {
      return back({ error: 'invalid_request', error_description: 'Invalid prompt' });
    }
    waiting.delete(launchId);
    last = sealed(moodle, messageFor(moodle, wish).payload, nonce);
    const token = await new SignJWT(last)
      .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: moodle.kid })
      .sign(moodle.privateKey);
    return back({ id_token: token });
  }

  return {
    initiate(wish) {
      const { initiation } = messageFor(moodle, wish);
      const launchid = `ltilaunch${wish.activity?.id ?? '_ContentItemSelectionRequest'}_${randomInt(2 ** 31)}`;
      waiting.set(launchid, wish);
      return sentForm(`${moodle.toolUrl}/lti/login`, {
        ...initiation,
        iss: moodle.origin,
        client_id: CLIENT_ID,
        login_hint: wish.person.id,
        lti_message_hint: JSON.stringify(
          wish.activity ? { cmid: wish.activity.cmid, launchid } : { launchid },
        ),
      });
    },
    authenticate,
    lastPayload: () => last,
  };
}

/** The hint must come back untouched: the JSON text itself. */
function readLaunchId(hint: string): string | null {
  try {
    const value: unknown = JSON.parse(hint);
    const { launchid } = { launchid: undefined, ...(typeof value === 'object' ? value : {}) };
    return typeof launchid === 'string' ? launchid : null;
  } catch {
    return null;
  }
}
