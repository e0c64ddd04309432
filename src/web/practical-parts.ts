/** What the frames of the simulated applications are made of, beyond the scripts of their folders. */

/** Rules that a page and the server both run: the server's own files, their types taken away, in `window.Shared`. */
export interface Shared {
  readonly files: readonly URL[];
  readonly names: readonly string[];
}
/** Files of `src`, without their ending, those that others need first; and the names that the page's scripts use. */
const rules = (files: readonly string[], names: string): Shared => ({
  files: files.map((file) => new URL(`../${file}.ts`, import.meta.url)),
  names: names.split(/\s+/u),
});

/** Of two frames each. */
const PRINTING = ['referential/practicals/printing-sheets', 'referential/practicals/printing-machine'];
const PIXELS = `compose curveOf cut expose frameOf histogram light lost orient orientBox paint rangeOf sizeOf
  turnedSize`;

/** Of a frame that is more than the scripts of its folder, or one half of a component too heavy for one page. */
export interface Made {
  readonly of?: string;
  readonly scripts?: readonly string[];
  readonly shared: Shared;
}
/** By the frame's name; one that is not here is the scripts of its folder and no more. */
export const MADE: Readonly<Record<string, Made>> = {
  blocks: {
    shared: rules(
      ['referential/practicals/blocks-run'],
      'allBlocks cellAt countBlocks facingOf kindOf lastWorld runProgram worldOf',
    ),
  },
  calendar: {
    shared: rules(
      ['referential/practicals/calendar-time'],
      'dayNumber dayOf isDay lanesOf mondayOf occurrencesOf',
    ),
  },
  'code-editor': {
    scripts: ['component.js'],
    shared: rules(
      [
        'referential/practicals/code-tokens',
        'referential/practicals/code-syntax',
        'engine/practicals/code-values',
        'engine/practicals/code-library',
        'engine/practicals/code-run',
      ],
      'runProgram',
    ),
  },
  'code-site': {
    of: 'code-editor',
    scripts: ['page.js', 'component.js'],
    shared: rules(
      ['referential/practicals/code-page', 'referential/practicals/code-style'],
      'nameOfElement pathTo readPage readStyles sheetsOf stylesOf wordsIn',
    ),
  },
  database: {
    shared: rules(
      ['referential/practicals/database-query'],
      'columnOf columnsOf evaluate isWhole MEASURED MEASURES readCell rowsOf sqlOf TESTS withEdits',
    ),
  },
  'form-builder': {
    shared: rules(
      ['referential/practicals/form-rules'],
      `answerFault canDecide choicesOf conditionFault endsOf hasChoices hasLimits hasNumber
        questionsShown readNumber`,
    ),
  },
  mailbox: { shared: rules(['engine/practicals/folded'], 'folded') },
  map: {
    shared: rules(
      ['referential/practicals/map-geometry'],
      `boundsOf coneOf crossingsOf degreesOf directionTo distance films filmsArea isInside pointOf
        readCoordinates segmentsOf streetAt wayBetween`,
    ),
  },
  'password-manager': {
    shared: rules(
      ['referential/practicals/vault-rules'],
      'domainOf drawPassword findingsIn hostOf KINDS LENGTHS offersOn strengthOf SYMBOLS weaknessesOf',
    ),
  },
  'picture-editor': {
    scripts: ['component.js', 'retouch.js'],
    shared: rules(['referential/practicals/picture-pixels'], PIXELS),
  },
  'picture-export': {
    of: 'picture-editor',
    scripts: ['component.js', 'export.js'],
    shared: rules(
      ['referential/practicals/picture-pixels', 'engine/practicals/picture-file'],
      `${PIXELS} makeFile resample`,
    ),
  },
  'printer-scanner': {
    scripts: ['drawings.js', 'fields.js', 'sheets.js', 'print.js', 'printers.js', 'component.js'],
    shared: rules(
      PRINTING,
      'PAPERS facesOf inkOf isCut isTwoSided pagesOf sendFault sheetsOf sideOf statusOf stopsOf worldOf',
    ),
  },
  scanner: {
    of: 'printer-scanner',
    scripts: ['drawings.js', 'fields.js', 'scan.js', 'component.js'],
    shared: rules(
      ['referential/practicals/scanning', ...PRINTING],
      'GLASS areaOf bytesOf isReadable pixelsOf savedOf worldOf',
    ),
  },
  settings: {
    shared: rules(
      ['referential/practicals/lock', 'referential/practicals/settings-rules'],
      'follow isShown lockOf',
    ),
  },
  'shared-drive': {
    shared: rules(
      ['referential/practicals/drive-rules'],
      `groupsOf isGone isMember itemNow itemsOf pathTo RIGHTS rightOn SCOPES slotsOf standing
        VISITOR waysTo withValue`,
    ),
  },
  slides: {
    shared: rules(
      ['referential/practicals/slides-deck'],
      `aligned allBlocks around behind BLANK blocksOf colorOf contrast freshId groundOf hasText
        hslOf isFitting laidOut leastContrast lineHeight linesOf lookOf MASTER MM_PER_POINT
        reordered spread tenth withBlock withBlocks withCopy withGroups withNewSlide withSlide`,
    ),
  },
  'social-network': {
    shared: rules(
      ['referential/practicals/social-rules'],
      `allPosts audienceOf audiencesOf effect feedOf friendsOf isMember NOTIFY optionsOf postState
        profileOf roleOf sees showsPart slotsOf standing STRANGER withValue`,
    ),
  },
  'sound-video-editor': {
    shared: rules(
      ['referential/practicals/montage-rules'],
      'cutAt endOf exported freshPiece gainAt leveled onTrack roomFor trimmed weightOf withoutPassage',
    ),
  },
  spreadsheet: {
    shared: rules(
      ['engine/practicals/spreadsheet-formula'],
      'addressOf cellsOf copied isFault orderOf placeOf show valuesOf',
    ),
  },
  'system-panel': {
    shared: rules(
      [
        'referential/practicals/system-network',
        'referential/practicals/system-machine',
        'referential/practicals/system-acts',
      ],
      `actOn addressFault addressOf freeOn ipNumber isLit loadOf maskText measureOf ping releaseOf
        resolve runningOf socketsFor statusesOf usedOn`,
    ),
  },
  'video-meeting': {
    shared: rules(
      ['referential/practicals/lock', 'referential/practicals/meeting-rules'],
      `EVERYONE healthOf isGood MOST_LATENCY MOST_LOSS REACTIONS roomOf SCREEN standing withValues
        wordsOf`,
    ),
  },
  'word-processor': {
    shared: rules(
      ['engine/practicals/word-document'],
      `cutApart decidedIn formatted foundIn freshId labelsOf lookBetween PARAGRAPH pagesOf partOf
        piecesOf replacedIn retyped textOf withContents withoutWords withWords wordCount`,
    ),
  },
};
