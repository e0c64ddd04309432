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
    app,
  );
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
