import type { LtiDeps } from '../lti/deps.ts';
import { createInvite } from '../lti/invites.ts';
import { createToolKeys, type RotatedKey } from '../lti/keys.ts';
import { setDeploymentStatus, setPlatformStatus } from '../lti/registrations.ts';
import { noteEvent } from './audit.ts';

/* What the command line and the console do alike; each act goes to the audit log. */

/**
 * Approves or closes a platform, or one of its deployments (as the platform names it).
 * @returns whether it exists
 */
export async function changeStatus(
  deps: LtiDeps,
  target: { readonly platformId: string; readonly deploymentId?: string | undefined },
  status: 'active' | 'disabled',
  actor?: string,
): Promise<boolean> {
  const { platformId, deploymentId } = target;
  const done =
    deploymentId === undefined
      ? await setPlatformStatus(deps.db, platformId, status, deps.now())
      : await setDeploymentStatus(deps.db, { platformId, deploymentId }, status, deps.now());
  if (!done) return false;
  await noteEvent(
    deps,
    {
      action: status === 'active' ? 'platform approved' : 'platform disabled',
      subject: `platform ${platformId}`,
      details: { deploymentId: deploymentId ?? null },
    },
    actor,
  );
  return true;
}

/** @returns the address of a registration: it holds the invitation's secret, kept nowhere */
export async function makeInvitation(
  deps: LtiDeps,
  wanted: { readonly autoApprove: boolean; readonly expiresAt: Date },
  actor?: string,
): Promise<string> {
  const secret = await createInvite(deps.db, wanted);
  await noteEvent(
    deps,
    { action: 'invitation made', subject: 'registration', details: { ...wanted } },
    actor,
  );
  return `${deps.config.publicUrl}/lti/register?invite=${secret}`;
}

/** Makes our next signing key (`src/lti/keys.ts`). */
export async function rotateToolKeys(
  deps: LtiDeps,
  options: { readonly leaked: boolean },
  actor?: string,
): Promise<RotatedKey> {
  const rotated = await createToolKeys(deps).rotate(options);
  const { kid, signsFrom } = rotated;
  await noteEvent(
    deps,
    { action: 'keys rotated', subject: `key ${kid}`, details: { signsFrom, ...options } },
    actor,
  );
  return rotated;
}
