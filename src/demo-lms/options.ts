/** What the demo LMS is given, and what it gives back to the one who starts it. */

export interface DemoLmsOptions {
  readonly port: number;
  /** Its own public address, without a final slash, e.g. `http://127.0.0.1:3001`; also its issuer. */
  readonly url: string;
  readonly tool: ToolAddresses;
  /** JSON file that keeps keys, activities and grades across restarts; absent: memory only. */
  readonly stateFile?: string;
  /** Custom parameters that the administrator of the LMS gave the tool; they go with every launch. */
  readonly custom?: Readonly<Record<string, string>>;
  readonly log: Log;
}

export interface ToolAddresses {
  readonly loginUrl: string;
  readonly launchUrl: string;
  readonly jwksUrl: string;
  readonly registerUrl: string;
  readonly title: string;
}

export interface Log {
  info(facts: object, message?: string): void;
  error(facts: object, message?: string): void;
}

export interface DemoLms {
  readonly url: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly deploymentId: string;
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly jwksUrl: string;
  /** Stops listening, cuts every connection, and writes what is left to write. */
  close(): Promise<void>;
  readonly control: Control;
}

/** For tests: break the services, read what came in and what the gradebook holds. */
export interface Control {
  failServices(mode: FailureMode): void;
  /** Every request received, oldest first (the last 5000); status 0: not answered (yet). */
  requests(): readonly ReceivedRequest[];
  gradebook(): readonly GradebookRow[];
  /** As a teacher does in the gradebook: the line item goes, with every grade it holds. Its address is `lineItem` of a row. */
  deleteColumn(lineItem: string): void;
}

export type FailureMode = null | StatusFailure | 'hang' | 'reset' | 'slow';

export interface StatusFailure {
  readonly status: number;
  /** Seconds, sent as `Retry-After`. */
  readonly retryAfter?: number;
  /** How many requests fail before services work again; absent: until told otherwise. */
  readonly times?: number;
}

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** One result: there is never more than one for a line item and a person. */
export interface GradebookRow {
  readonly lineItem: string;
  readonly label: string;
  readonly lineItemMaximum: number;
  readonly resourceId: string | undefined;
  readonly resourceLinkId: string | undefined;
  readonly tag: string | undefined;
  readonly person: string;
  readonly name: string;
  /** The `sub` of launches. */
  readonly userId: string;
  /** As received last. */
  readonly scoreGiven: number | undefined;
  readonly scoreMaximum: number | undefined;
  /** The final grade on the line item's scale; undefined when there is none. */
  readonly resultScore: number | undefined;
  readonly activityProgress: string;
  readonly gradingProgress: string;
  readonly comment: string | undefined;
  readonly timestamp: string;
  /** How many scores were accepted for this result. */
  readonly posts: number;
}
