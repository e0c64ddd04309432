import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';

/** A new one-time invitation to register a platform. @returns its secret, kept nowhere */
export async function createInvite(
  db: Db,
  invite: { autoApprove: boolean; expiresAt: Date },
): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await db
    .insertInto('registrationInvite')
    .values({ tokenHash: hash(secret), ...invite })
    .execute();
  return secret;
}

/**
 * Takes an invitation, so that no other request can; `release` gives it back when the registration failed.
 * @throws AppError registration-invite-invalid (unknown, or used), registration-invite-expired
 */
export async function takeInvite(
  db: Db,
  secret: string,
  now: Date,
): Promise<{ autoApprove: boolean; release(): Promise<void> }> {
  const tokenHash = hash(secret);
  const invite = await db
    .updateTable('registrationInvite')
    .set({ usedAt: now })
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .returning(['autoApprove', 'expiresAt'])
    .executeTakeFirst();
  if (!invite) throw new AppError('registration-invite-invalid');
  if (invite.expiresAt <= now) throw new AppError('registration-invite-expired');
  return {
    autoApprove: invite.autoApprove,
    async release() {
      await db
        .updateTable('registrationInvite')
        .set({ usedAt: null })
        .where('tokenHash', '=', tokenHash)
        .execute();
    },
  };
}

function hash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
