import { userInfo } from 'node:os';
import type { LtiDeps } from '../lti/deps.ts';

/** Notes what an administrator did: never a person's name or sub. */
export async function noteEvent(
  deps: Pick<LtiDeps, 'db' | 'now'>,
  event: { action: string; subject: string; details?: object },
): Promise<void> {
  await deps.db
    .insertInto('auditEvent')
    .values({
      at: deps.now(),
      actor: `command line (${accountName()})`,
      action: event.action,
      subject: event.subject,
      details: JSON.stringify(event.details ?? {}),
    })
    .execute();
}

/** A container may run under a number without a name. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
