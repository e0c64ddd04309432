import type { Request, Response } from 'express';
import type { Call, TestPlatform } from './platform.ts';

/** Services that behave as Moodle's do (tests/fixtures/moodle): token as text/html, exact media types, 409 with []. */
export interface Services {
  readonly tokens: URLSearchParams[];
  readonly scores: { readonly path: string; readonly score: Record<string, unknown> }[];
  readonly lineItems: Record<string, unknown>[];
  /** The next answers of the score service; 200 when there is none. */
  readonly next: ((res: Response) => void)[];
  /** Refuses the tokens given so far. */
  revoke(): void;
}

export function serveLikeMoodle(platform: TestPlatform): Services {
  let given = 0;
  let valid = new Set<string>();
  const services: Services = {
    tokens: [],
    scores: [],
    lineItems: [],
    next: [],
    revoke() {
      valid = new Set();
    },
  };
  const token = (res: Response, call: Call) => {
    const form = new URLSearchParams(call.body);
    services.tokens.push(form);
    const access = `token-${++given}`;
    valid.add(access);
    const answer = {
      access_token: access,
      token_type: 'Bearer',
      expires_in: 3600,
      scope: form.get('scope'),
    };
    res.type('text/html').send(JSON.stringify(answer));
  };
  const score = (req: Request, res: Response, call: Call) => {
    if (req.get('content-type') !== 'application/vnd.ims.lis.v1.score+json') {
      res.status(400).type('application/vnd.ims.lis.v1.score+json').send('[]');
      return;
    }
    services.scores.push({ path: req.originalUrl, score: JSON.parse(call.body) });
    const answer = services.next.shift();
    if (answer) answer(res);
    else res.status(200).type('application/vnd.ims.lis.v1.score+json').send('');
  };
  const container = (req: Request, res: Response) => {
    if (req.get('accept') !== 'application/vnd.ims.lis.v2.lineitemcontainer+json') {
      res.status(400).json({ status: 400, reason: 'No handler found' });
      return;
    }
    const wanted = services.lineItems.filter(
      (item) =>
        (req.query.tag === undefined || item.tag === req.query.tag) &&
        (req.query.resource_id === undefined || item.resourceId === req.query.resource_id),
    );
    res.set('Content-Type', 'application/vnd.ims.lis.v2.lineitemcontainer+json; charset=utf-8');
    const from = Number(req.query.from ?? 0);
    if (wanted.length > from + 2) {
      const address = `${platform.origin}/lineitems?type_id=1&amp;from=${from + 2}`;
      // The typographic quotes that Moodle puts there, byte by byte.
      res.set('Link', Buffer.from(`<${address}>; rel=”first”, <${address}>; rel=“next”`).toString('latin1'));
    }
    res.end(JSON.stringify(wanted.slice(from, from + 2)));
  };
  platform.answer = (req, res, call) => {
    if (req.path === '/token') return token(res, call);
    if (!valid.has((req.get('authorization') ?? '').replace('Bearer ', ''))) {
      res.status(401).json({ status: 401, reason: 'Unauthorized' });
      return;
    }
    if (req.method === 'POST' && req.path.endsWith('/scores')) return score(req, res, call);
    if (req.method === 'GET' && req.path === '/lineitems') return container(req, res);
    const standing = services.lineItems.findIndex(({ id }) => id === `${platform.origin}${req.originalUrl}`);
    if (standing !== -1 && (req.method === 'GET' || req.method === 'PUT')) {
      // Whatever a PUT leaves out is erased; without a label or a maximum it is refused.
      const given = req.method === 'PUT' ? JSON.parse(call.body) : services.lineItems[standing];
      if (!given.label || !given.scoreMaximum) return void res.status(400).json({ status: 400 });
      services.lineItems[standing] = given;
      res.type('application/vnd.ims.lis.v2.lineitem+json').send(JSON.stringify(given));
      return;
    }
    if (req.method === 'POST' && req.path === '/lineitems') {
      const item = { id: `${platform.origin}/lineitems/9/lineitem?type_id=1`, ...JSON.parse(call.body) };
      services.lineItems.push(item);
      res.status(201).type('application/vnd.ims.lis.v2.lineitem+json').send(JSON.stringify(item));
      return;
    }
    res.status(404).end();
  };
  return services;
}
