import path from 'node:path';
import type { Response as GivenResponse } from '../../src/engine/correct.ts';
import { initialState, type Reached, solvedState } from '../../src/engine/practicals/practical.ts';
import { loadReferential } from '../../src/referential/load.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
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

/** A window where something was done, and not what was asked. */
export function elsewhere(practical: Practical): Reached {
  switch (practical.component) {
    case 'blocks':
      return { main: [{ do: 'right' }], own: [] };
    case 'browser':
      return { ...initialState(practical), tabs: [], bookmarks: [] };
    case 'calendar':
      return { ...initialState(practical), shown: [], events: {}, shares: {} };
    case 'database':
      return { ...initialState(practical), edits: { 'Nulle part/0': null } };
    case 'code-editor':
      return { files: { [practical.config.files.find(({ fixed }) => !fixed)?.name ?? '']: 'x = (' } };
    case 'file-manager':
      return { ...initialState(practical), items: [] };
    case 'form-builder':
      return { ...initialState(practical), title: 'Ailleurs', questions: [] };
    case 'mailbox':
      return { ...initialState(practical), boxes: [], rules: [] };
    case 'password-manager':
      return { ...initialState(practical), sent: { ailleurs: { login: '', password: 'x', code: '' } } };
    case 'map':
      return { ...initialState(practical), layers: ['ailleurs'], way: ['nulle-part', 'ailleurs'] };
    case 'picture-editor':
      return { ...initialState(practical), brightness: 5, quality: 1, size: [3, 2] };
    case 'printer-scanner':
      return { acts: [{ standard: 'nulle-part' }] };
    case 'settings':
      return { values: {} };
    case 'shared-drive':
      return { values: { 'ailleurs/rien': true }, made: [], comments: [] };
    case 'slides':
      return { ...initialState(practical), page: { width: 10, height: 10, bleed: 0 }, slides: ELSEWHERE };
    case 'social-network':
      return { values: { 'ailleurs/rien': true }, written: [] };
    case 'sound-video-editor':
      return { ...initialState(practical), pieces: [] };
    case 'spreadsheet':
      return { ...initialState(practical), cells: { Z99: 'ailleurs' } };
    case 'system-panel':
      return { ended: [], places: {}, devices: {}, links: {}, programs: {} };
    case 'video-meeting':
      return { values: { place: 'left' }, code: '', messages: [] };
    case 'word-processor':
      return { ...initialState(practical), blocks: [] };
  }
}
