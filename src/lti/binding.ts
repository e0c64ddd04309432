import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { readSignedValue, signValue } from './secrets.ts';
import { findStateCookie, holdsSecret, type LoginState } from './state.ts';

/*
 * A launch must end in the browser where its login began, or somebody could make a pupil work under another name.
 * Proofs, best first: the cookie of the login; the secret from the platform's storage; the person's own click, in a
 * page of ours that names the account (where a browser drops every cookie in a frame). Moodle takes its hint once
 * only, so a login cannot be begun again in a new tab: the launch itself is carried there.
 */

export type Binding = { readonly kind: 'browser' } | { readonly kind: 'click'; readonly verifiedAt: Date };

/** What a form of ours adds when it posts a launch again. */
export interface Proof {
  readonly storageValue?: string | undefined;
  readonly ticket?: string | undefined;
}

const ticketSchema = z.object({ h: z.string(), v: z.number() });

/** The proof that this request brings, or undefined. */
export function findBinding(
  config: Config,
  req: Request,
  launch: { idToken: string; stateText: string; state: LoginState },
  proof: Proof,
): Binding | undefined {
  if (holdsSecret(launch.state, findStateCookie(config, req, launch.stateText))) return { kind: 'browser' };
  // From elsewhere, these fields would prove nothing: an attacker has those of a launch of their own.
  if (!isPostedByUs(config, req)) return undefined;
  if (holdsSecret(launch.state, proof.storageValue)) return { kind: 'browser' };
  if (proof.ticket === undefined) return undefined;
  const ticket = ticketSchema.safeParse(readSignedValue(config, 'launch-ticket', proof.ticket));
  if (!ticket.success || ticket.data.h !== hashLaunch(launch)) return undefined;
  return { kind: 'click', verifiedAt: new Date(ticket.data.v) };
}

/** For a launch verified now: lets a click carry it on, though its token (60 s on Moodle) may have run out by then. */
export function issueTicket(
  config: Config,
  launch: { idToken: string; stateText: string },
  verifiedAt: Date,
): string {
  return signValue(config, 'launch-ticket', { h: hashLaunch(launch), v: verifiedAt.getTime() });
}

/** Whether the request may come from a frame: browsers of before 2023 do not say. */
export function mayBeFramed(req: Request): boolean {
  const destination = req.get('sec-fetch-dest');
  return destination === undefined || destination === 'iframe' || destination === 'frame';
}

function isPostedByUs(config: Config, req: Request): boolean {
  const site = req.get('sec-fetch-site');
  return site === undefined ? req.get('origin') === config.publicUrl : site === 'same-origin';
}

function hashLaunch(launch: { idToken: string; stateText: string }): string {
  return createHash('sha256').update(`${launch.stateText}\n${launch.idToken}`).digest('base64url');
}
