import type { ContentFiles } from './files.ts';
import { frenchText } from './french.ts';
import type { TubeFolder } from './layout.ts';
import { madeLately } from './made/lately.ts';
import { makeFile } from './make-file.ts';
import { markdownFaults } from './markdown.ts';
import { inspectPicture, PICTURE_NAME, type Size } from './media.ts';
import { readPlacement } from './placement.ts';
import { readPractical } from './practicals/read.ts';
import type { Problem } from './problems.ts';
import type { ChallengeFile, Device, SourceFile } from './schema.ts';
import type { AnswerField, Challenge, Choice, Media } from './types.ts';
import type { CheckPart } from './yaml-file.ts';

export interface ChallengeSource {
  readonly path: string;
  readonly folder: TubeFolder;
  readonly level: number;
  readonly slug: string;
}

/** What reading a challenge needs of the bank around it. `usedMedia` gathers the paths it refers to. */
export interface Surroundings {
  readonly files: ContentFiles;
  readonly problems: Problem[];
  readonly usedMedia: Set<string>;
  /** Whether challenges that wait for their review are read. */
  readonly proposed: boolean;
}

export type Fault = (message: string, path: readonly PropertyKey[]) => void;

/** A file of the tube's `media/`. */
export interface FoundMedia {
  readonly path: string;
  readonly bytes: number;
  readonly size: Size | null;
}

/** Where a challenge stands, and how its media are found and its texts rendered. */
export interface Setting {
  readonly source: ChallengeSource;
  readonly tubeDevices: readonly Device[];
  /** By name under the tube's folder; null when there is none. */
  readonly media: (name: string) => FoundMedia | null;
  /** What a medium holds, for those that travel inside a page; null when there is none. */
  readonly contents: (name: string) => Buffer | null;
  /** Checks what a component alone knows the shape of. */
  readonly part: CheckPart;
  /** Address of the files made for one pupil; null where none is. */
  readonly home: string | null;
  readonly render: (markdown: string) => string;
}

export function idOf({ folder, level, slug }: ChallengeSource): string {
  return `${folder.tube}-${level}-${slug}`;
}

/** The challenge that checked data describe; what they say wrong goes to `fault`. */
export function buildChallenge(data: ChallengeFile, setting: Setting, fault: Fault): Challenge {
  const { source, tubeDevices, render } = setting;
  const choices = 'choices' in data ? data.choices : [];
  const fields = 'fields' in data ? data.fields : [];
  checkKind(data, fault);
  checkChoices(choices, fault);
  fields.forEach((field, index) => {
    checkField(field, index, fault);
  });

  const pictures = readPictures(data, setting, fault);
  return {
    id: idOf(source),
    skill: `${source.folder.tube}-${source.level}`,
    type: data.type,
    kind: data.kind,
    status: data.status,
    instructionHtml: render(data.instruction),
    documentHtml: data.document === undefined ? null : render(data.document),
    explanationHtml: render(data.explanation),
    pictures,
    attachments: readAttachments(data, setting, fault),
    choices: choices.map(spacedChoice),
    shuffle: 'shuffle' in data ? data.shuffle : false,
    fields: fields.map((field) => ({ ...field, label: frenchText(field.label) })),
    placement: readPlacement(data, pictures, fault),
    practical: readPractical(data, setting.part, {
      fault,
      render,
      picture: (name, at) => inlinePicture(name, at, setting, fault),
    }),
    devices: data.devices ?? tubeDevices,
    seconds: data.seconds,
    focus: data.focus,
  };
}

export function checkTexts(data: ChallengeFile, fault: Fault): void {
  for (const key of ['instruction', 'document', 'explanation', 'alternative'] as const) {
    for (const message of markdownFaults(data[key] ?? '')) fault(message, [key]);
  }
}

function checkKind(data: ChallengeFile, fault: Fault): void {
  if (data.kind === 'file' && data.attachments.length === 0) {
    fault('« kind: file » sans fichier : ajoute « attachments », ou change « kind ».', ['kind']);
  }
  if (data.kind === 'document' && data.document === undefined && data.pictures.length === 0) {
    fault('« kind: document » sans « document » ni « pictures » à examiner.', ['kind']);
  }
}

function checkChoices(choices: readonly Choice[], fault: Fault): void {
  const seen = new Map<string, number>();
  choices.forEach((choice, index) => {
    const key = choice.text.normalize('NFC').replace(/\s+/g, ' ');
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else
      fault(`même texte que le choix ${first + 1} : chaque choix doit être différent.`, ['choices', index]);
  });
}

function checkField(field: AnswerField, index: number, fault: Fault): void {
  if ((field.format === 'select') !== (field.options !== undefined)) {
    fault('« options » va avec « format: select », et seulement avec lui.', ['fields', index]);
  }
  field.accepted.forEach((answer, at) => {
    const where = ['fields', index, 'accepted', at];
    if (field.format === 'number' && !isNumber(answer, field.unit)) {
      fault(`« ${answer} » n'est pas un nombre : écris-le en chiffres, ou retire « format: number ».`, where);
    }
    if (field.format === 'date' && !isDate(answer)) {
      fault(`« ${answer} » n'est pas une date : écris « 5 mars 2026 », « 5 mars » ou « 05/03/2026 ».`, where);
    }
    if (field.format === 'time' && !isTime(answer)) {
      fault(`« ${answer} » n'est pas une heure : écris « 16 h 30 », « 8 h » ou « 16:30 ».`, where);
    }
    if (field.options !== undefined && !field.options.includes(answer)) {
      fault(`« ${answer} » n'est pas dans « options » : la réponse ne pourrait pas être choisie.`, where);
    }
  });
  if (field.options !== undefined && new Set(field.options).size !== field.options.length) {
    fault('deux « options » identiques.', ['fields', index, 'options']);
  }
}

/** The forms asked of authors, here and for dates; the engine reads more from pupils. */
function isTime(answer: string): boolean {
  return /^(?:[01]?\d|2[0-3])(?:[ \u00A0\u202F]h(?:[ \u00A0\u202F][0-5]\d)?|:[0-5]\d)$/u.test(answer);
}

function isDate(answer: string): boolean {
  return /^(?:(?:[1-9]|[12]\d|3[01]|1er) (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)(?: \d{4})?|(?:0[1-9]|[12]\d|3[01])\/(?:0[1-9]|1[0-2])(?:\/\d{4})?)$/u.test(
    answer.normalize('NFC'),
  );
}

/** « 80 », « 80 % » where the unit is %, « 1 200,5 »: what the engine compares as a number. */
function isNumber(answer: string, unit = ''): boolean {
  const bare = answer.endsWith(unit) ? answer.slice(0, answer.length - unit.length) : answer;
  return /^[-+]?\d+(?:[.,]\d+)?$/.test(bare.replace(/[ \u00A0\u202F]/g, ''));
}

function readPictures(data: ChallengeFile, setting: Setting, fault: Fault): Media[] {
  return data.pictures.flatMap((picture, index) => {
    const name = picture.file ?? picture.name ?? '';
    if (!PICTURE_NAME.test(name)) {
      fault('une image est un fichier .svg, .png, .jpg ou .jpeg.', ['pictures', index, 'file']);
      return [];
    }
    const media = readMedia(picture, picture.alt, setting, ['pictures', index], fault);
    return media ? [{ ...media, caption: picture.caption ? frenchText(picture.caption) : null }] : [];
  });
}

function readAttachments(data: ChallengeFile, setting: Setting, fault: Fault): Media[] {
  return data.attachments.flatMap((attachment, index) => {
    const { twin } = attachment;
    return [attachment, ...(twin ? [{ ...attachment, ...twin }] : [])].flatMap(
      (one) => readMedia(one, one.label, setting, ['attachments', index], fault) ?? [],
    );
  });
}

function readMedia(
  from: SourceFile,
  label: string,
  setting: Setting,
  at: readonly PropertyKey[],
  fault: Fault,
): Media | null {
  const words = { label: frenchText(label), caption: null };
  if (from.file === undefined) return readMade(from, words, setting, at, fault);
  const found = setting.media(from.file);
  if (!found) {
    fault(`fichier absent : ${setting.source.folder.path}/${from.file} n'existe pas.`, [...at, 'file']);
    return null;
  }
  const { path, bytes, size } = found;
  return { path, ...words, bytes, width: size?.width ?? null, height: size?.height ?? null };
}

function readMade(
  from: SourceFile,
  words: Pick<Media, 'label' | 'caption'>,
  { source, home }: Setting,
  at: readonly PropertyKey[],
  fault: Fault,
): Media | null {
  if (home === null) {
    const key = from.content === undefined ? 'name' : 'content';
    fault(`« ${key} » ne sert que dans une épreuve générée : range ce fichier dans media/.`, [...at, key]);
    return null;
  }
  const { name = '' } = from;
  const made = () => madeLately({ ...from, name }, makeFile);
  const picture = name.endsWith('.svg') ? inspectPicture(name, made()) : null;
  for (const { message } of picture?.faults ?? []) fault(message, [...at, 'content']);
  return {
    path: `${home}/${idOf(source)}/${name}`,
    ...words,
    // Known once it is made, which waits until somebody asks.
    get bytes() {
      return made().length;
    },
    width: picture?.size?.width ?? null,
    height: picture?.size?.height ?? null,
    made,
    holds: 'holds' in from ? (from.holds ?? []) : [],
  };
}

/** Simulated applications have no network: their pictures travel with them, and must stay light. */
const MAX_INLINE = 60_000;

function inlinePicture(
  name: string,
  at: readonly PropertyKey[],
  setting: Setting,
  fault: Fault,
): string | null {
  const bytes = setting.media(name) ? setting.contents(name) : null;
  if (!bytes) {
    fault(`fichier absent : ${setting.source.folder.path}/${name} n'existe pas.`, at);
    return null;
  }
  const type = /\.(svg|png|jpe?g)$/.exec(name)?.[1];
  if (type === undefined || bytes.length > MAX_INLINE) {
    fault('une image .svg, .png ou .jpg de 60 ko au plus : elle voyage avec la fenêtre.', at);
    return null;
  }
  const mime = type === 'svg' ? 'svg+xml' : type.replace('jpg', 'jpeg');
  return `data:image/${mime};base64,${bytes.toString('base64')}`;
}

function spacedChoice(choice: Choice): Choice {
  const text = frenchText(choice.text);
  return choice.why === undefined ? { ...choice, text } : { ...choice, text, why: frenchText(choice.why) };
}
