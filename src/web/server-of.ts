import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Express } from 'express';

/**
 * A server for an Express app, whose requests and answers are the app's own from birth. Otherwise Express gives each
 * another prototype, and whatever touches an object after that is slow: some percents of a launch.
 */
export function serverOf(app: Express): Server {
  return createServer(
    {
      // Most requests have no body: none is made a stream.
      optimizeEmptyRequests: true,
      IncomingMessage: bornAs(IncomingMessage, app.request),
      ServerResponse: bornAs(ServerResponse, app.response),
    },
    (req, res) => {
      if (isReadable(req)) app(req, res);
      else res.writeHead(400, { 'Content-Length': 0, Connection: 'close' }).end();
    },
  );
}

/**
 * Whether Express can read the address (`http://[/` is none). It hands one that it cannot to its own last word, before
 * any step of the app; and that waits for the end of a body, which a request without one never tells here.
 */
function isReadable(req: IncomingMessage): boolean {
  try {
    return typeof Reflect.get(req, 'path') === 'string';
  } catch {
    return false;
  }
}

/** `Class` with another prototype, one that inherits from its own. */
function bornAs<Class extends typeof IncomingMessage | typeof ServerResponse>(
  Class: Class,
  prototype: object,
): Class {
  function Born(...given: unknown[]) {
    return Reflect.construct(Class, given, Born);
  }
  Born.prototype = prototype;
  return Born as unknown as Class;
}
