/** Everything the demo LMS remembers, as it is kept in its file. */
import { z } from 'zod';

/** RFC 7517 private key, as `jose` exports it. */
const privateKeySchema = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  d: z.string(),
});

const clientSchema = z.object({
  id: z.string(),
  deploymentId: z.string(),
  name: z.string(),
  loginUrl: z.string(),
  redirectUris: z.array(z.string()),
  targetLinkUri: z.string(),
  deepLinkUri: z.string(),
  jwksUrl: z.string(),
  scopes: z.array(z.string()),
  /** Optional identity claims the client gets: `name`, `given_name`, `family_name`, `email`. */
  claims: z.array(z.string()),
  custom: z.record(z.string(), z.string()),
});

const activitySchema = z.object({
  id: z.string(),
  clientId: z.string(),
  title: z.string(),
  text: z.string().optional(),
  url: z.string().optional(),
  custom: z.record(z.string(), z.string()),
  /** Ids of the activities this one was copied from, nearest first (`$ResourceLink.id.history`). */
  copiedFrom: z.array(z.string()),
});

const lineItemSchema = z.object({
  id: z.string(),
  clientId: z.string(),
  label: z.string(),
  scoreMaximum: z.number(),
  resourceId: z.string().optional(),
  resourceLinkId: z.string().optional(),
  tag: z.string().optional(),
  startDateTime: z.string().optional(),
  endDateTime: z.string().optional(),
  gradesReleased: z.boolean().optional(),
});

const resultSchema = z.object({
  lineItemId: z.string(),
  personId: z.string(),
  timestamp: z.string(),
  activityProgress: z.string(),
  gradingProgress: z.string(),
  scoreGiven: z.number().optional(),
  scoreMaximum: z.number().optional(),
  resultScore: z.number().optional(),
  comment: z.string().optional(),
  scoringUserId: z.string().optional(),
  receivedAt: z.string(),
  posts: z.number(),
});

export const stateSchema = z.object({
  version: z.literal(1),
  key: privateKeySchema,
  clients: z.array(clientSchema),
  nextDeployment: z.number(),
  activities: z.array(activitySchema),
  lineItems: z.array(lineItemSchema),
  results: z.array(resultSchema),
  /** Deep linking requests already answered, until their data runs out (milliseconds since 1970). */
  answeredDeepLinks: z.array(z.object({ id: z.string(), until: z.number() })),
  settings: z.object({ platformStorage: z.boolean(), launchIn: z.enum(['iframe', 'tab']) }),
});

export type State = z.infer<typeof stateSchema>;
export type Client = z.infer<typeof clientSchema>;
export type Activity = z.infer<typeof activitySchema>;
export type LineItem = z.infer<typeof lineItemSchema>;
export type Result = z.infer<typeof resultSchema>;
export type PrivateKey = z.infer<typeof privateKeySchema>;
