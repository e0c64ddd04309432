import { lookup as resolve } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import packageFile from '../../package.json' with { type: 'json' };

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Never sent a second time: it would make a second thing. */
  readonly once?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  /** The reason phrase: some platforms say there, and nowhere else, what is wrong. */
  readonly reason: string;
  readonly text: string;
  header(name: string): string | undefined;
}

export type HttpFaultCode = 'address-refused' | 'network' | 'timeout' | 'too-large' | 'unreadable';

/** A call that brought no answer; `message` holds the host at most. */
export class HttpFault extends Error {
  readonly code: HttpFaultCode;

  constructor(code: HttpFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HttpFault';
    this.code = code;
  }
}

export type Http = (call: HttpCall) => Promise<HttpAnswer>;

const TIME_LIMIT_MS = 10_000;
const SIZE_LIMIT = 1024 * 1024;
const USER_AGENT = `Palier/${packageFile.version}`;

/**
 * Calls to addresses that others gave us: 10 s and 1 MB at most, no redirect, no compression, and unless
 * `allowPrivateNetwork`, https to public addresses only. The address checked is the address connected to.
 * @throws HttpFault
 */
export function createHttp(options: { allowPrivateNetwork: boolean }): Http {
  const lookup = options.allowPrivateNetwork ? undefined : publicLookup;
  return async (call) => {
    const url = checkAddress(call.url, options.allowPrivateNetwork);
    return send(url, call, lookup, !call.once);
  };
}

/** Whether an address may be contacted at all, as far as its text tells. */
export function isAllowedAddress(text: string, options: { allowPrivateNetwork: boolean }): boolean {
  try {
    checkAddress(text, options.allowPrivateNetwork);
    return true;
  } catch {
    return false;
  }
}

function checkAddress(text: string, allowPrivateNetwork: boolean): URL {
  if (!URL.canParse(text)) throw new HttpFault('address-refused', 'not an address');
  const url = new URL(text);
  if (url.username || url.password) throw new HttpFault('address-refused', 'an address with a password');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowPrivateNetwork)) {
    throw new HttpFault('address-refused', `${url.protocol} is not allowed`);
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // `lookup` is not asked about literal addresses.
  if (!allowPrivateNetwork && ipaddr.isValid(host) && !isPublic(host)) {
    throw new HttpFault('address-refused', 'a private address');
  }
  return url;
}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '');
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isPublic(address))) {
      return callback(new HttpFault('address-refused', `${hostname} leads to a private address`), '');
    }
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

/** `process` turns an IPv4 address mapped into IPv6 back, so that it is judged as what it is. */
function isPublic(address: string): boolean {
  const judged = ipaddr.process(address);
  if (judged.range() !== 'unicast') return false;
  // The rest of IPv6, old forms of IPv4 addresses (`::127.0.0.1`) included, is given to nobody.
  return judged instanceof ipaddr.IPv4 || judged.match(GLOBAL_UNICAST);
}

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

const AGENTS = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 32, maxFreeSockets: 8 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 32, maxFreeSockets: 8 }),
};

function send(
  url: URL,
  call: HttpCall,
  lookup: LookupFunction | undefined,
  again: boolean,
): Promise<HttpAnswer> {
  return new Promise((done, fail) => {
    const secure = url.protocol === 'https:';
    const body = call.body === undefined ? undefined : Buffer.from(call.body);
    const request = (secure ? https : http).request(url, {
      method: call.method,
      agent: secure ? AGENTS['https:'] : AGENTS['http:'],
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
      ...(lookup ? { lookup } : {}),
      headers: {
        ...call.headers,
        'User-Agent': USER_AGENT,
        'Accept-Encoding': 'identity',
        ...(body ? { 'Content-Length': body.length } : {}),
      },
    });
    request.on('error', (error) => {
      // The server closed an idle connection, most likely at the moment we took it: ask on a new one.
      if (again && request.reusedSocket && 'code' in error && error.code === 'ECONNRESET') {
        done(send(url, call, lookup, false));
      } else fail(asFault(error, url));
    });
    request.on('response', (response) => {
      readText(response).then(
        (text) => done(answerOf(response, text)),
        (error: unknown) => {
          request.destroy();
          fail(asFault(error, url));
        },
      );
    });
    // Left alone, an answer that leaves HTTP for something else would end in neither of the above.
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      fail(new HttpFault('unreadable', `${url.host}: another protocol`));
    });
    request.end(body);
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  const encoding = response.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new HttpFault('unreadable', 'a compressed answer that was not asked for');
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    size += part.length;
    if (size > SIZE_LIMIT) throw new HttpFault('too-large', `more than ${SIZE_LIMIT} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function answerOf(response: IncomingMessage, text: string): HttpAnswer {
  return {
    status: response.statusCode ?? 0,
    reason: response.statusMessage ?? '',
    text,
    header(name) {
      const value = response.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
  };
}

function asFault(error: unknown, url: URL): HttpFault {
  if (error instanceof HttpFault) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const options = { cause: error };
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')) {
    return new HttpFault('timeout', `${url.host}: no answer within ${TIME_LIMIT_MS / 1000} s`, options);
  }
  if (code.startsWith('HPE_')) return new HttpFault('unreadable', `${url.host}: ${code}`, options);
  return new HttpFault('network', `${url.host}: ${code || 'no connection'}`, options);
}
