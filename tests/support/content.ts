import path from 'node:path';
import type { Response as GivenResponse } from '../../src/engine/correct.ts';
import { initialState, type Reached, solvedState } from '../../src/engine/practicals/practical.ts';
import { loadReferential } from '../../src/referential/load.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import type { ComponentName } from '../../src/referential/practicals/windows.ts';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { rightPlacement, wrongPlacement } from './placements.ts';

/** The real bank. */
export function realBank(): Promise<Referential> {
  return loadReferential(path.resolve('content'), { kept: true });
}

/** A right response, as the key says. */
export function rightResponse(challenge: Challenge): GivenResponse {
  if (challenge.placement) return rightPlacement(challenge.placement);
  if (challenge.type === 'practical' && challenge.practical)
    return { reached: solvedState(challenge.practical) };
  if (challenge.fields.length > 0) {
    return {
      fields: Object.fromEntries(challenge.fields.map((field) => [field.id, field.accepted[0] ?? ''])),
    };
  }
  return { choices: challenge.choices.flatMap((choice, index) => (choice.right ? [index] : [])) };
}

/** A wrong response that a page could send. */
export function wrongResponse(challenge: Challenge): GivenResponse {
  if (challenge.placement) return wrongPlacement(challenge.placement);
  if (challenge.type === 'practical' && challenge.practical)
    return { reached: elsewhere(challenge.practical) };
  if (challenge.fields.length > 0) {
    return { fields: Object.fromEntries(challenge.fields.map((field) => [field.id, 'zzzzz 98765'])) };
  }
  const wrong = challenge.choices.findIndex((choice) => !choice.right);
  return { choices: [wrong] };
}

/** A slide show of one empty slide that nobody asked for. */
const ELSEWHERE = [
  {
    id: 'ailleurs',
    layout: 'blank',
    hidden: true,
    ground: '#123456',
    notes: '',
    transition: 'zoom',
    blocks: [],
  },
];

/** Of each window, a state where something was done, and not what was asked. */
const STRAYED: { readonly [Name in ComponentName]: (practical: Practical<Name>) => Reached } = {
  blocks: () => ({ main: [{ do: 'right' }], own: [] }),
  browser: (practical) => ({ ...initialState(practical), tabs: [], bookmarks: [] }),
  calendar: (practical) => ({ ...initialState(practical), shown: [], events: {}, shares: {} }),
  'code-editor': (practical) => ({
    files: { [practical.config.files.find(({ fixed }) => !fixed)?.name ?? '']: 'x = (' },
  }),
  database: (practical) => ({ ...initialState(practical), edits: { 'Nulle part/0': null } }),
  'file-manager': (practical) => ({ ...initialState(practical), items: [] }),
  'form-builder': (practical) => ({ ...initialState(practical), title: 'Ailleurs', questions: [] }),
  mailbox: (practical) => ({ ...initialState(practical), boxes: [], rules: [] }),
  map: (practical) => ({ ...initialState(practical), layers: ['ailleurs'], way: ['nulle-part', 'ailleurs'] }),
  'password-manager': (practical) => ({
    ...initialState(practical),
    sent: { ailleurs: { login: '', password: 'x', code: '' } },
  }),
  'picture-editor': (practical) => ({ ...initialState(practical), brightness: 5, quality: 1, size: [3, 2] }),
  'printer-scanner': () => ({ acts: [{ standard: 'nulle-part' }] }),
  settings: () => ({ values: {} }),
  'shared-drive': () => ({ values: { 'ailleurs/rien': true }, made: [], comments: [] }),
  slides: (practical) => ({
    ...initialState(practical),
    page: { width: 10, height: 10, bleed: 0 },
    slides: ELSEWHERE,
  }),
  'social-network': () => ({ values: { 'ailleurs/rien': true }, written: [] }),
  'sound-video-editor': (practical) => ({ ...initialState(practical), pieces: [] }),
  spreadsheet: (practical) => ({ ...initialState(practical), cells: { Z99: 'ailleurs' } }),
  'system-panel': () => ({ ended: [], places: {}, devices: {}, links: {}, programs: {} }),
  'video-meeting': () => ({ values: { place: 'left' }, code: '', messages: [] }),
  'word-processor': (practical) => ({ ...initialState(practical), blocks: [] }),
};

/** A window where something was done, and not what was asked. */
export function elsewhere<Name extends ComponentName>(practical: Practical<Name>): Reached {
  return STRAYED[practical.component](practical);
}
