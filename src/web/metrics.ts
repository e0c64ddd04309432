import { type RequestHandler, Router } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** `GET /metrics` in Prometheus's format, and the measure of each request: method, kind of page and status only. */
export function createMetrics(): { readonly measure: RequestHandler; readonly router: Router } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'palier_http_request_seconds',
    help: 'Time to answer, by first part of the path.',
    labelNames: ['method', 'section', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const router = Router();
  router.get('/metrics', async (_req, res) => {
    res.type(registry.contentType).send(await registry.metrics());
  });
  return {
    router,
    measure(req, res, next) {
      const end = duration.startTimer({ method: req.method });
      const section = SECTIONS.find((known) => req.path.startsWith(`/${known}`)) ?? 'other';
      res.on('finish', () => end({ section, status: String(res.statusCode) }));
      next();
    },
  };
}

/** A closed list: a stranger's addresses must not become labels. */
const SECTIONS = [
  'lti',
  'runs',
  'campaigns',
  'picker',
  'files',
  'assets',
  'tutorials',
  'participations',
  'welcome',
  'settings',
  'accessibility',
];
