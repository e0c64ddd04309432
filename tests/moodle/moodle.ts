import type { KeyObject } from 'node:crypto';
import type { Course } from './course.ts';

export type Container = 'iframe' | 'window' | 'frame';

/** What the parts of the replayed Moodle share. */
export interface Moodle {
  readonly origin: string;
  /** Where the tool lives. */
  readonly toolUrl: string;
  readonly launchUrl: string;
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly course: Course;
  readonly settings: Settings;
  /** Moodle's clock, in milliseconds. */
  now(): number;
}

/** The tool's settings by Moodle's administrator, and what tests break. */
export interface Settings {
  container: Container;
  /** Whether names and addresses are shared with the tool. */
  sharesNames: boolean;
  /** 0 no grade service, 1 scores and reading, 2 items too. */
  gradeService: 0 | 1 | 2;
  /** Makes an item whose request holds this text, once, and cuts the connection or says nothing more. */
  losesCreation: { readonly of: string; readonly by: 'cut' | 'silence' } | null;
  /** Keeps connections open, as Moodle behind Apache does. */
  keepsConnections: boolean;
}

const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope';
export const SCOPES = {
  lineItem: `${AGS}/lineitem`,
  lineItemReadonly: `${AGS}/lineitem.readonly`,
  result: `${AGS}/result.readonly`,
  score: `${AGS}/score`,
  members: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;

/** The scopes of the grade service that its setting opens (recorded: `token/scopes-by-tool-setting`). */
export function gradeScopes(level: Settings['gradeService']): string[] {
  if (level === 0) return [];
  const reading = [SCOPES.lineItemReadonly, SCOPES.result, SCOPES.score];
  return level === 1 ? reading : [SCOPES.lineItem, ...reading];
}
