import { z } from 'zod';
import { cleanText } from '../web/clean-text.ts';
import type { Role } from '../web/session.ts';
import { type OnDropped, read, readRows } from './ags.ts';
import { readPages } from './paging.ts';
import { rosterRole } from './roles.ts';
import type { CallService } from './service-call.ts';
import { isStorable } from './storable.ts';
import { SCOPE } from './token.ts';

/** LTI Names and Role Provisioning Services 2.0. */

export interface Member {
  readonly sub: string;
  readonly role: Role;
  readonly active: boolean;
  readonly name: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
}

const MEMBERS = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const MAX_MEMBERS = 10_000;
const PAGE_SIZE = '500';

const shown = z
  .string()
  .nullish()
  .catch(null)
  .transform((text) => (text ? cleanText(text).slice(0, 255) || null : null));
const container = z.object({ members: z.array(z.unknown()).max(MAX_MEMBERS) });
const row = z.object({
  user_id: z.string().min(1).max(255).refine(isStorable),
  roles: z.array(z.string()).max(100).catch([]),
  status: z.string().nullish().catch(null),
  name: shown,
  given_name: shown,
  family_name: shown,
});

/** Everyone of a context that the platform tells, each once; 10 000 at most. A roster may be incomplete. */
export async function listMembers(
  call: CallService,
  target: { platformId: string; membershipsUrl: string },
  onDropped: OnDropped,
): Promise<Member[]> {
  const first = new URL(target.membershipsUrl);
  if (!first.searchParams.has('limit')) first.searchParams.set('limit', PAGE_SIZE);
  const listed = await readPages(first.href, MAX_MEMBERS, async (page) => {
    const answer = await call(target.platformId, {
      method: 'GET',
      url: page,
      scopes: [SCOPE.members],
      headers: { Accept: MEMBERS },
    });
    const { members: rows } = read(container, answer.text);
    return { items: readRows(row, rows, onDropped), link: answer.header('link') };
  });
  const members = new Map<string, Member>();
  for (const member of listed) {
    members.set(member.user_id, {
      sub: member.user_id,
      role: rosterRole(member.roles),
      // The specification: a member without a status is active.
      active: member.status == null || member.status.toLowerCase() === 'active',
      name: member.name,
      givenName: member.given_name,
      familyName: member.family_name,
    });
  }
  return [...members.values()];
}
