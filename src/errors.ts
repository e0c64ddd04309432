/** The faults that people can meet: a stable code, an HTTP status, and text under `error.<code>` in the message files. */
export const ERROR_STATUS = {
  'bad-request': 400,
  'form-invalid': 422,
  'session-missing': 401,
  'session-over': 401,
  forbidden: 403,
  'cross-site-write': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'campaign-closed': 409,
  'participation-removed': 410,
  'too-large': 413,
  'too-many-requests': 429,
  unexpected: 500,
  'lms-unreachable': 502,
  'not-ready': 503,
  'address-expired': 403,
  'login-invalid': 400,
  'login-unknown-platform': 400,
  'login-ambiguous-platform': 400,
  'login-foreign-target': 400,
  'platform-pending': 403,
  'platform-disabled': 403,
  'platform-refused-login': 400,
  'state-missing': 400,
  'state-invalid': 400,
  'state-expired': 400,
  'state-other-browser': 403,
  'token-missing': 400,
  'token-malformed': 400,
  'token-signature': 401,
  'token-audience': 401,
  'token-expired': 401,
  'token-early': 401,
  'nonce-mismatch': 401,
  'nonce-used': 401,
  'claims-invalid': 400,
  'message-unsupported': 400,
  'deployment-unknown': 403,
  'deployment-disabled': 403,
  'person-missing': 400,
  'keys-unreachable': 400,
  'deep-linking-closed': 409,
  'registration-invite-invalid': 403,
  'registration-invite-expired': 403,
  'registration-configuration-invalid': 400,
  'registration-unreachable': 400,
  'registration-refused': 400,
  'admin-key-invalid': 403,
  'admin-session-over': 401,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Met by a pupil at work, whose own page says what can still be done. */
export const LEADS_HOME: ReadonlySet<ErrorCode> = new Set(['campaign-closed', 'participation-removed']);

/** A fault with a stable `code`; `detail` goes to the log only and holds nothing personal. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail === undefined ? code : `${code}: ${detail}`, options);
    this.name = 'AppError';
    this.code = code;
    this.detail = detail;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}
