import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK } from 'jose';
import { takeContentItems } from './content-items.ts';
import { type Activity, type Course, duplicateActivity, newCourse, type Person } from './course.ts';
import { createLogins } from './login.ts';
import type { Moodle, Settings } from './moodle.ts';
import { page } from './pages.ts';
import { showPlace } from './places.ts';
import { readCall, send } from './service-answer.ts';
import { answerService } from './services.ts';
import { createTokens } from './token.ts';

/** A call to a service, with what was answered. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly contentType: string;
  readonly accept: string;
  readonly body: string;
  readonly status: number;
  readonly reason: string;
  /** When, by a clock that tests do not move, in milliseconds. */
  readonly at: number;
}

/** The recorded Moodle, played again on an address of its own, with its own keys and clock. */
export interface MoodlePlatform {
  readonly url: string;
  readonly course: Course;
  readonly settings: Settings;
  readonly received: readonly Received[];
  person(username: string): Person;
  duplicate(activityId: string): Activity;
  /** Puts Moodle's clock at an instant from which it goes on; null: right again. */
  setClock(milliseconds: number | null): void;
  issueToken(scopes: readonly string[]): string;
  lastPayload(): Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

const BROKEN =
  'HTTP/1.0 0 Error writing to database\r\nConnection: close\r\nContent-type: text/html; charset=utf-8\r\n\r\n';

export async function startMoodle(port: number, toolUrl: string): Promise<MoodlePlatform> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = '7dced0c28f4a0bc93e73';
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] };
  let skew = 0;
  const moodle: Moodle = {
    origin: `http://127.0.0.1:${port}`,
    toolUrl,
    launchUrl: `${toolUrl}/lti/launch`,
    kid,
    privateKey,
    course: newCourse(),
    settings: {
      container: 'iframe',
      sharesNames: true,
      gradeService: 2,
      losesCreation: null,
      keepsConnections: false,
    },
    now: () => Date.now() + skew,
  };
  const logins = createLogins(moodle);
  const tokens = createTokens(moodle);
  const received: Received[] = [];
  const usedNonces = new Set<string>();

  const person = (username: string): Person => {
    const found = moodle.course.people.find((candidate) => candidate.username === username);
    if (!found) throw new Error(`nobody is called ${username}`);
    return found;
  };

  function serve(request: IncomingMessage, response: ServerResponse, body: string): void {
    const call = readCall(request, body);
    const answer = answerService(moodle, tokens, call);
    const { method, url, contentType, accept } = call;
    const about = { method, url, contentType, accept, body, at: Date.now() };
    if (answer === 'broken') {
      received.push({ ...about, status: 0, reason: '' });
      response.socket?.end(BROKEN);
      return;
    }
    received.push({ ...about, status: answer.status, reason: answer.reason });
    const loss = moodle.settings.losesCreation;
    if (answer.status === 201 && loss && body.includes(loss.of)) {
      moodle.settings.losesCreation = null;
      if (loss.by === 'cut') response.socket?.destroy();
      return;
    }
    send(response, answer, moodle.settings.keepsConnections);
  }

  async function show(request: IncomingMessage, address: URL, body: string): Promise<[number, string]> {
    const [, username, place] = /^\/as\/([\w.]+)\/(.+)$/.exec(address.pathname) ?? [];
    if (username && place) return [200, showPlace(moodle, logins, person(username), place, address, request)];
    if (address.pathname === '/mod/lti/auth.php') {
      const given = request.method === 'POST' ? new URLSearchParams(body) : address.searchParams;
      const { status, html } = await logins.authenticate(given);
      return [status, html];
    }
    if (address.pathname === '/mod/lti/contentitem_return.php') {
      const made = await takeContentItems(moodle, usedNonces, new URLSearchParams(body).get('JWT') ?? '');
      return [200, page('Ajouté', `<p id="added">${made.map(({ cmid }) => cmid).join(' ')}</p>`)];
    }
    return [404, page('Erreur', '<p>Not found</p>')];
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', moodle.origin);
    const body = await readBody(request);
    if (address.pathname.startsWith('/mod/lti/services.php')) {
      serve(request, response, body);
    } else if (address.pathname === '/mod/lti/certs.php') {
      response
        .writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' })
        .end(JSON.stringify(keys));
    } else if (address.pathname === '/mod/lti/token.php') {
      const token = await tokens.request(request.headers['content-type'] ?? '', body);
      response.writeHead(token.status, { 'Content-Type': 'text/html; charset=utf-8' }).end(token.body);
    } else {
      const [status, html] = await show(request, address, body);
      response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end(String(error));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: moodle.origin,
    course: moodle.course,
    settings: moodle.settings,
    received,
    person,
    duplicate: (activityId) => duplicateActivity(moodle.course, activityId),
    setClock(milliseconds) {
      skew = milliseconds === null ? 0 : milliseconds - Date.now();
    },
    issueToken: tokens.issue,
    lastPayload: logins.lastPayload,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += String(chunk);
  return text;
}
