/** What every part of the demo LMS works with: its addresses, its state, its keys, its short-lived names. */
import type { Faults } from './faults.ts';
import type { PlatformKeys } from './keys.ts';
import type { DemoLmsOptions, Log } from './options.ts';
import type { OnceOnly, Vault } from './short-lived.ts';
import type { Activity, Client, LineItem } from './state.ts';
import type { Store } from './store.ts';
import type { ToolKeys } from './tool-keys.ts';
import { COURSE } from './world.ts';

export const FIXED_CLIENT_ID = 'palier-demo';
export const FIXED_DEPLOYMENT_ID = '1';

export const SCOPES = {
  lineItem: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  lineItemReadOnly: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly',
  result: 'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
  score: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  memberships: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;

/** What a login hint stands for: who opens what, from which page. */
export interface Hint {
  readonly personId: string;
  readonly clientId: string;
  readonly target: 'iframe' | 'window';
  /** Absent: deep linking. */
  readonly activityId?: string;
}

export interface AccessToken {
  readonly clientId: string;
  readonly scopes: readonly string[];
}

/** What the course page tells a teacher who comes back from the tool's picker. */
export interface Receipt {
  readonly personId: string;
  readonly titles: readonly string[];
  readonly message: string | undefined;
}

export interface Platform {
  readonly options: DemoLmsOptions;
  readonly log: Log;
  readonly url: string;
  readonly addresses: Addresses;
  readonly store: Store;
  readonly keys: PlatformKeys;
  readonly toolKeys: ToolKeys;
  readonly faults: Faults;
  readonly hints: Vault<Hint>;
  readonly accessTokens: Vault<AccessToken>;
  readonly registrationTokens: Vault<true>;
  readonly receipts: Vault<Receipt>;
  readonly assertionSeen: OnceOnly;
  readonly nonceSeen: OnceOnly;
}

export interface Addresses {
  readonly auth: string;
  readonly token: string;
  readonly jwks: string;
  readonly discovery: string;
  readonly registration: string;
  readonly deepLinkReturn: string;
  readonly lineItems: string;
  readonly memberships: string;
}

export function addressesOf(url: string): Addresses {
  const course = `${url}/api/courses/${COURSE.id}`;
  return {
    auth: `${url}/lti/auth`,
    token: `${url}/lti/token`,
    jwks: `${url}/lti/jwks`,
    discovery: `${url}/.well-known/openid-configuration`,
    registration: `${url}/register`,
    deepLinkReturn: `${url}/lti/deep-linking`,
    lineItems: `${course}/line-items`,
    memberships: `${course}/memberships`,
  };
}

export function lineItemAddress(platform: Platform, lineItem: LineItem): string {
  return `${platform.addresses.lineItems}/${lineItem.id}`;
}

export function clientById(platform: Platform, id: string): Client | undefined {
  return platform.store.state.clients.find((client) => client.id === id);
}

export function activityById(platform: Platform, id: string): Activity | undefined {
  return platform.store.state.activities.find((activity) => activity.id === id);
}

/** Line items that hang on this activity's link. */
export function lineItemsOf(platform: Platform, activity: Activity): LineItem[] {
  return platform.store.state.lineItems.filter((item) => item.resourceLinkId === activity.id);
}

/** Origins of a client's pages, for our Content-Security-Policy and for `postMessage`. */
export function originsOf(client: Client): string[] {
  const addresses = [client.loginUrl, client.targetLinkUri, client.deepLinkUri, ...client.redirectUris];
  return [...new Set(addresses.map((address) => new URL(address).origin))];
}
