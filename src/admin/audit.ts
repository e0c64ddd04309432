import { userInfo } from 'node:os';
import type { LtiDeps } from '../lti/deps.ts';

export interface AuditEvent {
  readonly action: string;
  readonly subject: string;
  readonly details?: object;
}

/** Notes what an administrator did, and whence (`actor`): never a person's name or sub. */
export async function noteEvent(
  deps: Pick<LtiDeps, 'db' | 'now'>,
  event: AuditEvent,
  actor = `command line (${accountName()})`,
): Promise<void> {
  await deps.db
    .insertInto('auditEvent')
    .values({
      at: deps.now(),
      actor,
      action: event.action,
      subject: event.subject,
      details: JSON.stringify(event.details ?? {}),
    })
    .execute();
}

/** The account of the operating system that runs us. A container may run under a number without a name. */
export function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
