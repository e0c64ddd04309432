export interface PlatformFault {
  /** retry: another try may succeed; refused: the platform said no, or cannot be asked. */
  readonly kind: 'retry' | 'refused';
  /** The HTTP status, null when there was no answer. */
  readonly status: number | null;
  /** Stable, for logs. */
  readonly code: string;
  /** The key of a message that tells a teacher what is wrong. */
  readonly reason: string;
  readonly retryAfterSeconds?: number | undefined;
  /** For the log: shortened, without numbers, quotes or braces, since platforms echo what they were sent. */
  readonly detail?: string | undefined;
  readonly cause?: unknown;
}

/** A service call that failed; its message never holds a person's id. */
export class PlatformError extends Error {
  readonly kind: 'retry' | 'refused';
  readonly status: number | null;
  readonly code: string;
  readonly reason: string;
  readonly retryAfterSeconds: number | undefined;

  constructor(fault: PlatformFault) {
    const detail = fault.detail ? `: ${fault.detail}` : '';
    super(`${fault.code} (${fault.status ?? 'no answer'})${detail}`, { cause: fault.cause });
    this.name = 'PlatformError';
    this.kind = fault.kind;
    this.status = fault.status;
    this.code = fault.code;
    this.reason = fault.reason;
    this.retryAfterSeconds = fault.retryAfterSeconds;
  }
}
