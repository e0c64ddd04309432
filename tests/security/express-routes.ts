import type { Express } from 'express';

/** One route of an application: `GET /runs/:id`. */
export interface RegisteredRoute {
  readonly method: string;
  readonly path: string;
}

/**
 * Every route of an Express application, routers in routers included, in order, once each. A router mounted behind a
 * function of its own cannot be looked into: none of ours is, and what meets messages of LTI lists its own.
 */
export function listRoutes(app: Express): RegisteredRoute[] {
  const found = walk(app.router, '');
  const seen = new Set<string>();
  return found.filter(({ method, path }) => {
    const name = `${method} ${path}`;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

function walk(router: unknown, prefix: string): RegisteredRoute[] {
  return stackOf(router).flatMap((layer) => {
    const route = read(layer, 'route');
    if (route !== undefined) {
      const methods = Object.keys(Object(read(route, 'methods')));
      return pathsOf(route, 'path').flatMap((path) =>
        methods.map((method) => ({
          method: method === '_all' ? 'ALL' : method.toUpperCase(),
          path: prefix + path,
        })),
      );
    }
    const mounted = pathsOf(layer, 'rawPath').map((path) => (path === '/' ? '' : path));
    return mounted.flatMap((path) => walk(read(layer, 'handle'), prefix + path));
  });
}

function stackOf(router: unknown): readonly unknown[] {
  const stack = read(router, 'stack');
  return Array.isArray(stack) ? stack : [];
}

/** @throws Error for a path that is no text: the matrix could not name it */
function pathsOf(owner: unknown, key: string): string[] {
  const given = read(owner, key);
  return [given].flat().map((path) => {
    if (typeof path !== 'string') throw new Error(`a route with a path of another kind: ${String(path)}`);
    return path;
  });
}

function read(owner: unknown, key: string): unknown {
  const holder = typeof owner === 'object' || typeof owner === 'function' ? owner : null;
  return holder === null ? undefined : Reflect.get(holder, key);
}
