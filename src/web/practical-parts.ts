/** What the frames of the simulated applications are made of, beyond the scripts of their folders. */

/** Rules that a page and the server both run: the server's own files, their types taken away, in `window.Shared`. */
export interface Shared {
  readonly files: readonly URL[];
  readonly names: readonly string[];
}
const LOCK = new URL('../referential/practicals/lock.ts', import.meta.url);
const CONDITIONS: Shared = {
  files: [LOCK, new URL('../referential/practicals/settings-rules.ts', import.meta.url)],
  names: ['follow', 'isShown', 'lockOf'],
};
const BLOCKS: Shared = {
  files: [new URL('../referential/practicals/blocks-run.ts', import.meta.url)],
  names: [
    ...['allBlocks', 'cellAt', 'countBlocks', 'facingOf', 'kindOf', 'lastWorld', 'runProgram', 'worldOf'],
  ],
};
const CIRCLES: Shared = {
  files: [new URL('../referential/practicals/social-rules.ts', import.meta.url)],
  names: [
    ...['allPosts', 'audienceOf', 'audiencesOf', 'effect', 'feedOf', 'friendsOf', 'isMember', 'NOTIFY'],
    ...[
      'optionsOf',
      'postState',
      'profileOf',
      'roleOf',
      'sees',
      'showsPart',
      'slotsOf',
      'standing',
      'STRANGER',
    ],
    'withValue',
  ],
};
const DRIVE: Shared = {
  files: [new URL('../referential/practicals/drive-rules.ts', import.meta.url)],
  names: [
    ...['groupsOf', 'isGone', 'isMember', 'itemNow', 'itemsOf', 'pathTo', 'RIGHTS', 'rightOn'],
    ...['SCOPES', 'slotsOf', 'standing', 'VISITOR', 'waysTo', 'withValue'],
  ],
};
const SHEET: Shared = {
  files: [new URL('../engine/practicals/spreadsheet-formula.ts', import.meta.url)],
  names: ['addressOf', 'cellsOf', 'copied', 'isFault', 'orderOf', 'placeOf', 'show', 'valuesOf'],
};
const MACHINE: Shared = {
  files: ['network', 'machine', 'acts'].map(
    (part) => new URL(`../referential/practicals/system-${part}.ts`, import.meta.url),
  ),
  names: [
    ...[
      'actOn',
      'addressFault',
      'addressOf',
      'freeOn',
      'ipNumber',
      'isLit',
      'loadOf',
      'maskText',
      'measureOf',
    ],
    ...['ping', 'releaseOf', 'resolve', 'runningOf', 'socketsFor', 'statusesOf', 'usedOn'],
  ],
};
const PRINTS: Shared = {
  files: ['printing-sheets', 'printing-machine'].map(
    (name) => new URL(`../referential/practicals/${name}.ts`, import.meta.url),
  ),
  names: [
    ...['PAPERS', 'facesOf', 'inkOf', 'isCut', 'isTwoSided', 'pagesOf', 'sendFault', 'sheetsOf', 'sideOf'],
    ...['statusOf', 'stopsOf', 'worldOf'],
  ],
};
const SCANS: Shared = {
  files: [new URL('../referential/practicals/scanning.ts', import.meta.url), ...PRINTS.files],
  names: ['GLASS', 'areaOf', 'bytesOf', 'isReadable', 'pixelsOf', 'savedOf', 'worldOf'],
};
const TABLES: Shared = {
  files: [new URL('../referential/practicals/database-query.ts', import.meta.url)],
  names: [
    ...['columnOf', 'columnsOf', 'evaluate', 'isWhole', 'MEASURED', 'MEASURES', 'readCell', 'rowsOf'],
    ...['sqlOf', 'TESTS', 'withEdits'],
  ],
};
const SLIDES: Shared = {
  files: [new URL('../referential/practicals/slides-deck.ts', import.meta.url)],
  names: [
    ...['aligned', 'allBlocks', 'around', 'behind', 'BLANK', 'blocksOf', 'colorOf', 'contrast', 'freshId'],
    ...['groundOf', 'hasText', 'hslOf', 'isFitting', 'laidOut', 'leastContrast', 'lineHeight', 'linesOf'],
    ...['lookOf', 'MASTER', 'MM_PER_POINT', 'reordered', 'spread', 'tenth', 'withBlock', 'withBlocks'],
    ...['withCopy', 'withGroups', 'withNewSlide', 'withSlide'],
  ],
};
const TIMES: Shared = {
  files: [new URL('../referential/practicals/calendar-time.ts', import.meta.url)],
  names: ['dayNumber', 'dayOf', 'isDay', 'lanesOf', 'mondayOf', 'occurrencesOf'],
};
const FORMS: Shared = {
  files: [new URL('../referential/practicals/form-rules.ts', import.meta.url)],
  names: [
    ...['answerFault', 'canDecide', 'choicesOf', 'conditionFault', 'endsOf', 'hasChoices', 'hasLimits'],
    ...['hasNumber', 'questionsShown', 'readNumber'],
  ],
};
const PLACES: Shared = {
  files: [new URL('../referential/practicals/map-geometry.ts', import.meta.url)],
  names: [
    ...['boundsOf', 'coneOf', 'crossingsOf', 'degreesOf', 'directionTo', 'distance', 'films', 'filmsArea'],
    ...['isInside', 'pointOf', 'readCoordinates', 'segmentsOf', 'streetAt', 'wayBetween'],
  ],
};
const PROGRAMS: Shared = {
  files: [
    ...['tokens', 'syntax'].map(
      (name) => new URL(`../referential/practicals/code-${name}.ts`, import.meta.url),
    ),
    ...['values', 'library', 'run'].map(
      (name) => new URL(`../engine/practicals/code-${name}.ts`, import.meta.url),
    ),
  ],
  names: ['runProgram'],
};
const SITES: Shared = {
  files: ['page', 'style'].map(
    (name) => new URL(`../referential/practicals/code-${name}.ts`, import.meta.url),
  ),
  names: ['nameOfElement', 'pathTo', 'readPage', 'readStyles', 'sheetsOf', 'stylesOf', 'wordsIn'],
};
const MONTAGE: Shared = {
  files: [new URL('../referential/practicals/montage-rules.ts', import.meta.url)],
  names: [
    ...['cutAt', 'endOf', 'exported', 'freshPiece', 'gainAt', 'leveled', 'onTrack', 'roomFor', 'trimmed'],
    ...['weightOf', 'withoutPassage'],
  ],
};
const WORDS: Shared = {
  files: [new URL('../engine/practicals/word-document.ts', import.meta.url)],
  names: [
    ...['cutApart', 'decidedIn', 'formatted', 'foundIn', 'freshId', 'labelsOf', 'lookBetween', 'PARAGRAPH'],
    ...['pagesOf', 'partOf', 'piecesOf', 'replacedIn', 'retyped', 'textOf', 'withContents', 'withoutWords'],
    ...['withWords', 'wordCount'],
  ],
};
const VAULT: Shared = {
  files: [new URL('../referential/practicals/vault-rules.ts', import.meta.url)],
  names: [
    ...['domainOf', 'drawPassword', 'findingsIn', 'hostOf', 'KINDS', 'LENGTHS', 'offersOn', 'strengthOf'],
    ...['SYMBOLS', 'weaknessesOf'],
  ],
};
const PIXELS: Shared = {
  files: [new URL('../referential/practicals/picture-pixels.ts', import.meta.url)],
  names: [
    ...[
      'compose',
      'curveOf',
      'cut',
      'expose',
      'frameOf',
      'histogram',
      'light',
      'lost',
      'orient',
      'orientBox',
    ],
    ...['paint', 'rangeOf', 'sizeOf', 'turnedSize'],
  ],
};
const FILES: Shared = {
  files: [...PIXELS.files, new URL('../engine/practicals/picture-file.ts', import.meta.url)],
  names: [...PIXELS.names, 'makeFile', 'resample'],
};

const MEETING: Shared = {
  files: [LOCK, new URL('../referential/practicals/meeting-rules.ts', import.meta.url)],
  names: [
    'EVERYONE',
    'healthOf',
    'isGood',
    'MOST_LATENCY',
    'MOST_LOSS',
    'REACTIONS',
    'roomOf',
    'SCREEN',
    'standing',
    'withValues',
    'wordsOf',
  ],
};

/** Of a frame that is more than the scripts of its folder, or one half of a component too heavy for one page. */
export interface Made {
  readonly of?: string;
  readonly scripts?: readonly string[];
  readonly shared: Shared;
}
export const MADE: Readonly<Record<string, Made>> = {
  blocks: { shared: BLOCKS },
  calendar: { shared: TIMES },
  database: { shared: TABLES },
  'code-editor': { scripts: ['component.js'], shared: PROGRAMS },
  'code-site': { of: 'code-editor', scripts: ['page.js', 'component.js'], shared: SITES },
  'password-manager': { shared: VAULT },
  'form-builder': { shared: FORMS },
  map: { shared: PLACES },
  'picture-editor': { scripts: ['component.js', 'retouch.js'], shared: PIXELS },
  'picture-export': { of: 'picture-editor', scripts: ['component.js', 'export.js'], shared: FILES },
  'printer-scanner': {
    scripts: [...['drawings.js', 'fields.js', 'sheets.js', 'print.js', 'printers.js', 'component.js']],
    shared: PRINTS,
  },
  scanner: {
    of: 'printer-scanner',
    scripts: ['drawings.js', 'fields.js', 'scan.js', 'component.js'],
    shared: SCANS,
  },
  settings: { shared: CONDITIONS },
  'shared-drive': { shared: DRIVE },
  slides: { shared: SLIDES },
  'social-network': { shared: CIRCLES },
  'sound-video-editor': { shared: MONTAGE },
  spreadsheet: { shared: SHEET },
  'system-panel': { shared: MACHINE },
  'video-meeting': { shared: MEETING },
  'word-processor': { shared: WORDS },
};
