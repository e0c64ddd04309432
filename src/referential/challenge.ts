import type { ContentFiles } from './files.ts';
import { textOf } from './files.ts';
import { frenchSpacing } from './french.ts';
import type { TubeFolder } from './layout.ts';
import { markdownFaults, renderMarkdown } from './markdown.ts';
import { inspectPicture, PICTURE_NAME, type Size } from './media.ts';
import { readPlacement } from './placement.ts';
import { readPractical } from './practicals/read.ts';
import { type Problem, report } from './problems.ts';
import { type ChallengeFile, challengeSchema, type Device } from './schema.ts';
import type { AnswerField, Challenge, Choice, Media } from './types.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

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
}

type Fault = (message: string, path: readonly PropertyKey[]) => void;

/** Reads one challenge file; null when its shape is wrong (reported, as is everything else found). */
export function readChallenge(
  source: ChallengeSource,
  tubeDevices: readonly Device[],
  around: Surroundings,
): Challenge | null {
  const { path, folder } = source;
  const bytes = around.files.get(path);
  const text = bytes ? textOf(bytes, path, around.problems) : null;
  if (text === null) return null;
  const file = readYaml(text, challengeSchema, path, around.problems);
  if (!file) return null;

  const { data } = file;
  const fault: Fault = (message, at) => report(around.problems, path, message, file.at(at));
  const choices = 'choices' in data ? data.choices : [];
  const fields = 'fields' in data ? data.fields : [];
  checkTexts(data, fault);
  checkKind(data, fault);
  checkChoices(choices, fault);
  fields.forEach((field, index) => {
    checkField(field, index, fault);
  });

  const pictures = readPictures(file, folder, around, fault);
  return {
    id: `${folder.tube}-${source.level}-${source.slug}`,
    skill: `${folder.tube}-${source.level}`,
    type: data.type,
    kind: data.kind,
    status: data.status,
    instructionHtml: renderMarkdown(data.instruction),
    documentHtml: data.document === undefined ? null : renderMarkdown(data.document),
    explanationHtml: renderMarkdown(data.explanation),
    pictures,
    attachments: readAttachments(file, folder, around, fault),
    choices: choices.map(spacedChoice),
    shuffle: 'shuffle' in data ? data.shuffle : false,
    fields: fields.map((field) => ({ ...field, label: frenchSpacing(field.label) })),
    placement: readPlacement(data, pictures, fault),
    practical: readPractical(file, {
      fault,
      picture: (name, at) => inlinePicture(name, at, folder, around, fault),
    }),
    devices: data.devices ?? tubeDevices,
    seconds: data.seconds,
    focus: data.focus,
  };
}

function checkTexts(data: ChallengeFile, fault: Fault): void {
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
    if (field.options !== undefined && !field.options.includes(answer)) {
      fault(`« ${answer} » n'est pas dans « options » : la réponse ne pourrait pas être choisie.`, where);
    }
  });
  if (field.options !== undefined && new Set(field.options).size !== field.options.length) {
    fault('deux « options » identiques.', ['fields', index, 'options']);
  }
}

/** The forms asked of authors; the engine reads more from pupils. */
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

function readPictures(
  file: YamlFile<ChallengeFile>,
  folder: TubeFolder,
  around: Surroundings,
  fault: Fault,
): Media[] {
  return file.data.pictures.flatMap((picture, index) => {
    const at = ['pictures', index, 'file'];
    if (!PICTURE_NAME.test(picture.file)) {
      fault('une image est un fichier .svg, .png, .jpg ou .jpeg.', at);
      return [];
    }
    const media = readMedia(picture.file, picture.alt, folder, around, () => {
      fault(`fichier absent : ${folder.path}/${picture.file} n'existe pas.`, at);
    });
    return media ? [{ ...media, caption: picture.caption ? frenchSpacing(picture.caption) : null }] : [];
  });
}

function readAttachments(
  file: YamlFile<ChallengeFile>,
  folder: TubeFolder,
  around: Surroundings,
  fault: Fault,
): Media[] {
  return file.data.attachments.flatMap((attachment, index) => {
    const media = readMedia(attachment.file, attachment.label, folder, around, () => {
      fault(`fichier absent : ${folder.path}/${attachment.file} n'existe pas.`, [
        'attachments',
        index,
        'file',
      ]);
    });
    return media ? [media] : [];
  });
}

function readMedia(
  name: string,
  label: string,
  folder: TubeFolder,
  around: Surroundings,
  absent: () => void,
): Media | null {
  const path = `${folder.path}/${name}`;
  const bytes = around.files.get(path);
  if (!bytes) {
    absent();
    return null;
  }
  const size = PICTURE_NAME.test(name) ? checkedSize(path, bytes, around) : null;
  around.usedMedia.add(path);
  return {
    path,
    label: frenchSpacing(label),
    caption: null,
    bytes: bytes.length,
    width: size?.width ?? null,
    height: size?.height ?? null,
  };
}

/** Simulated applications have no network: their pictures travel with them, and must stay light. */
const MAX_INLINE = 60_000;

function inlinePicture(
  name: string,
  at: readonly PropertyKey[],
  folder: TubeFolder,
  around: Surroundings,
  fault: Fault,
): string | null {
  const media = readMedia(name, '', folder, around, () => {
    fault(`fichier absent : ${folder.path}/${name} n'existe pas.`, at);
  });
  const bytes = around.files.get(`${folder.path}/${name}`);
  const type = /\.(svg|png|jpe?g)$/.exec(name)?.[1];
  if (!media || !bytes) return null;
  if (type === undefined || bytes.length > MAX_INLINE) {
    fault('une image .svg, .png ou .jpg de 60 ko au plus : elle voyage avec la fenêtre.', at);
    return null;
  }
  const mime = type === 'svg' ? 'svg+xml' : type.replace('jpg', 'jpeg');
  return `data:image/${mime};base64,${bytes.toString('base64')}`;
}

function checkedSize(path: string, bytes: Buffer, around: Surroundings): Size | null {
  const picture = inspectPicture(path, bytes);
  if (!around.usedMedia.has(path)) {
    for (const { message, position } of picture.faults) {
      report(around.problems, path, message, position);
    }
  }
  return picture.size;
}

function spacedChoice(choice: Choice): Choice {
  const text = frenchSpacing(choice.text);
  return choice.why === undefined ? { ...choice, text } : { ...choice, text, why: frenchSpacing(choice.why) };
}
