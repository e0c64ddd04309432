/*
 * Hosted platforms of one vendor may share an issuer while each school has its own host, or keep their
 * authorization server elsewhere. From the vendors' public documentation (Canvas: “Registering an LTI Tool”;
 * Blackboard: “LTI Registration and Deployment”; Brightspace: the values of its registration page). Everywhere else
 * a platform lives at one host, or at those an administrator typed in.
 */
interface Vendor {
  /** Hosts of issuers that all schools share. */
  readonly issuers: readonly string[];
  /** A school's own host, and every address of the vendor's, lies under one of these. */
  readonly domains: readonly string[];
}

const VENDORS: readonly Vendor[] = [
  {
    issuers: ['canvas.instructure.com', 'canvas.beta.instructure.com', 'canvas.test.instructure.com'],
    domains: ['instructure.com', 'canvaslms.com'],
  },
  { issuers: ['blackboard.com'], domains: ['blackboard.com'] },
];

/** Authorization servers of vendors, which every school's platform of theirs names. */
const TOKEN_HOSTS: readonly string[] = ['auth.brightspace.com'];

/** Whether an address on this host may belong to a platform with this issuer, though its host is another. */
export function isVendorHost(issuer: string, address: URL): boolean {
  if (address.protocol !== 'https:' || address.port !== '' || !URL.canParse(issuer)) return false;
  const { protocol, host } = new URL(issuer);
  const vendor = protocol === 'https:' ? VENDORS.find(({ issuers }) => issuers.includes(host)) : undefined;
  return vendor?.domains.some((domain) => isUnder(address.host, domain)) ?? false;
}

/** Whether schools that have nothing in common share this issuer. */
export function isSharedIssuer(issuer: string): boolean {
  return URL.canParse(issuer) && VENDORS.some(({ issuers }) => issuers.includes(new URL(issuer).host));
}

/** Whether this is a vendor's authorization server. */
export function isVendorTokenHost(address: URL): boolean {
  return address.protocol === 'https:' && TOKEN_HOSTS.includes(address.host);
}

function isUnder(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
