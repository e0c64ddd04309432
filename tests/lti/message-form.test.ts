import { connect } from 'node:net';
import express, { type Request, type Response } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { messageForm } from '../../src/lti/message-form.ts';
import { inTurn } from '../../src/web/in-turn.ts';
import { close, listen, portOf } from './support/app.ts';

/** A door that reads a form and says what it read, or why it did not. */
let server: Awaited<ReturnType<typeof listen>>;
let url: string;
const refused: string[] = [];

beforeAll(async () => {
  const app = express();
  const say = (req: Request, res: Response) => void res.json(req.body ?? null);
  const fail = async (req: Request) => {
    if (req.path === '/rejects') throw new AppError('conflict');
  };
  const refuse = (req: Request) => {
    if (req.path === '/throws') throw new AppError('forbidden');
  };
  app.use(
    inTurn([
      (req, _res, next) => {
        refuse(req);
        next();
      },
      async (req, _res, next) => {
        await fail(req);
        next();
      },
      (req, res, next) => inTurn([messageForm])(req, res, next),
      (req, res, next) => (req.path === '/elsewhere' ? next() : say(req, res)),
    ]),
  );
  app.use((_req, res) => void res.json('elsewhere'));
  app.use((error: unknown, _req: Request, res: Response, _next: () => void) => {
    const { code, status, type } = Object(error);
    refused.push(code ?? type);
    res.status(status).end();
  });
  server = await listen(app);
  url = `http://localhost:${portOf(server)}`;
});
afterAll(() => close(server));

const PLAIN = { 'content-type': 'application/x-www-form-urlencoded' };

async function post(body: string, headers: Record<string, string> = PLAIN, path = '/') {
  const answer = await fetch(url + path, { method: 'POST', headers, body });
  return answer.ok ? await answer.json() : answer.status;
}

test.each([
  ['as browsers post it', PLAIN],
  ['with its charset', { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }],
])('a form %s is read', async (_how, headers) => {
  const body = 'id_token=a.b-c_d&state=%C3%A9+%F0%9F%A6%89&empty=&twice=1&twice=2&noise';
  expect(await post(body, headers)).toEqual({
    id_token: 'a.b-c_d',
    state: 'é 🦉',
    empty: '',
    twice: ['1', '2'],
    noise: '',
  });
});

test('a form that came in many pieces, cut within a letter, is whole', async () => {
  const text = `state=${'é'.repeat(30_000)}`;
  expect(await post(text)).toEqual({ state: 'é'.repeat(30_000) });
});

test('names of what every object has change no object', async () => {
  expect(await post('__proto__=1&constructor=2&hasOwnProperty=3')).toMatchObject({ constructor: '2' });
  expect(Reflect.get({}, 'constructor')).toBe(Object);
});

test('what is no form is left unread; nothing at all is an empty form', async () => {
  expect(await post('{"state":"a"}', { 'content-type': 'application/json' })).toBe(null);
  expect(await post('')).toEqual({});
});

test('fifty fields are read, more are refused, and so is half a megabyte', async () => {
  const fields = (count: number) => Array.from({ length: count }, (_, at) => `f${at}=1`).join('&');
  expect(Object.keys(Object(await post(fields(50))))).toHaveLength(50);
  expect(await post(fields(51))).toBe(413);
  expect(await post(`state=${'a'.repeat(524_288 - 6)}`)).toEqual({ state: 'a'.repeat(524_288 - 6) });
  expect(await post(`state=${'a'.repeat(524_288 - 5)}`)).toBe(413);
});

test('a form that breaks off is a bad request, told once', async () => {
  refused.length = 0;
  const socket = connect(portOf(server));
  socket.write(
    `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${PLAIN['content-type']}\r\nContent-Length: 100\r\n\r\nstate=a`,
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  socket.destroy();
  await expect.poll(() => refused).toEqual(['bad-request']);
});

test('what a handler throws, or rejects, reaches the app; what none answers goes on', async () => {
  expect(await post('state=a', PLAIN, '/throws')).toBe(403);
  expect(await post('state=a', PLAIN, '/rejects')).toBe(409);
  expect(await post('state=a', PLAIN, '/elsewhere')).toBe('elsewhere');
});
