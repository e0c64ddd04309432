import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { formatDateTime, translator } from '../i18n/translate.ts';
import type { LtiDeps } from '../lti/deps.ts';
import { createToolKeys } from '../lti/keys.ts';
import { parseForm, parseId } from '../web/form.ts';
import { go, localeOf } from '../web/page.ts';
import { makeInvitation, rotateToolKeys } from './acts.ts';
import { actorOf } from './console-session.ts';
import { adminPage } from './page.ts';
import { presentEvents } from './present-audit.ts';
import { presentCard, readNotice } from './present-platform.ts';
import { listEvents, listPlatformRows } from './store.ts';
import type { AuditPage, ConfirmPage, InvitationPage, PlatformsPage } from './views.ts';

const HOUR_MS = 3_600_000;
const EVENTS_A_PAGE = 50;
const invitation = z.object({
  hours: z.enum(['1', '24', '168']),
  autoApprove: z.literal('on').optional(),
});

/** What concerns no platform in particular: the list, invitations, our keys, the audit log. */
export function homeRouter(deps: LtiDeps): Router {
  const router = Router();

  router.get('/', (req, res) => showHome(deps, req, res));

  router.get('/invitations', (_req, res) => go(res, '/admin'));

  router.post('/invitations', async (req, res) => {
    const { hours, autoApprove } = parseForm(invitation, req.body);
    const expiresAt = new Date(deps.now().getTime() + Number(hours) * HOUR_MS);
    const wanted = { autoApprove: autoApprove === 'on', expiresAt };
    const address = await makeInvitation(deps, wanted, actorOf(res));
    const locale = localeOf(req, res);
    const t = translator(locale);
    await adminPage(req, res, 'invitation', {
      title: t('admin.invitation.title'),
      address,
      expires: t('admin.invitation.expires', { date: formatDateTime(expiresAt, locale) }),
      approval: t(wanted.autoApprove ? 'admin.invitation.open' : 'admin.invitation.waits'),
    } satisfies InvitationPage);
  });

  router.get('/keys', async (req, res) => {
    const locale = localeOf(req, res);
    const t = translator(locale);
    const next = await createToolKeys(deps).nextSignsFrom();
    const waits = next ? [t('admin.keys.waits', { date: formatDateTime(next, locale) })] : [];
    await adminPage(req, res, 'confirm', {
      title: t('admin.keys.title'),
      paragraphs: [...waits, t('admin.keys.why'), t('admin.keys.effect'), t('admin.keys.leaked')],
      action: '/admin/keys',
      fields: [],
      label: t('admin.keys.rotate'),
      backAddress: '/admin',
    } satisfies ConfirmPage);
  });

  router.post('/keys', async (_req, res) => {
    await rotateToolKeys(deps, { leaked: false }, actorOf(res));
    go(res, '/admin?done=keys');
  });

  router.get('/audit', async (req, res) => {
    const before = typeof req.query.before === 'string' ? parseId(req.query.before) : undefined;
    const rows = await listEvents(deps.db, before, EVENTS_A_PAGE);
    const events = rows.slice(0, EVENTS_A_PAGE);
    const last = rows.length > EVENTS_A_PAGE ? events.at(-1) : undefined;
    const locale = localeOf(req, res);
    const t = translator(locale);
    await adminPage(req, res, 'audit', {
      title: t('admin.audit.title'),
      events: presentEvents(t, locale, events),
      olderAddress: last ? `/admin/audit?before=${last.id}` : null,
      newestAddress: before === undefined ? null : '/admin/audit',
    } satisfies AuditPage);
  });

  return router;
}

/** The list of platforms; `token` when a session was just opened. */
export async function showHome(
  deps: LtiDeps,
  req: Request,
  res: Response,
  options: { token?: string } = {},
): Promise<void> {
  const locale = localeOf(req, res);
  const t = translator(locale);
  const rows = await listPlatformRows(deps.db, deps.now());
  const model: PlatformsPage = {
    title: t('admin.platforms.title'),
    notice: readNotice(t, req.query.done),
    platforms: rows.map((row) => presentCard(t, locale, row)),
    inviteAction: '/admin/invitations',
  };
  await adminPage(req, res, 'platforms', model, options);
}
