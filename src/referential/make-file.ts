import { GenerationError } from './generate/value.ts';
import { docx } from './made/docx.ts';
import { ods } from './made/ods.ts';
import { odt } from './made/odt.ts';
import { pdf } from './made/pdf.ts';
import { picture } from './made/picture.ts';
import { kindOf, type MadeFile } from './made/shape.ts';
import { whenOf } from './made/when.ts';
import { refuseTooMuchWork } from './made/work.ts';
import { xlsx } from './made/xlsx.ts';
import { type ZipEntry, zip } from './made/zip.ts';

/** A file to open may be so large, archives' contents included: it is made in memory, for one pupil. */
const MOST_BYTES = 5_000_000;

/**
 * The bytes of a file that its author describes: always the same for the same description.
 * @throws GenerationError for what it can't hold, what takes too long to make, or when it grows over MOST_BYTES.
 */
export function makeFile(file: MadeFile): Buffer {
  refuseTooMuchWork(file);
  const bytes = bytesOf(file);
  if (bytes.length > MOST_BYTES) throw new GenerationError(`« ${file.name} » pèse plus de 5 Mo.`);
  return bytes;
}

function bytesOf({
  name,
  content = '',
  sheets = [],
  text = [],
  picture: drawing,
  exif,
  properties,
  files = [],
  date,
}: MadeFile): Buffer {
  const kind = kindOf(name);
  switch (kind) {
    case 'ods':
      return ods(sheets, properties);
    case 'xlsx':
      return xlsx(sheets, properties);
    case 'odt':
      return odt(text, properties);
    case 'docx':
      return docx(text, properties);
    case 'pdf':
      return pdf(text, properties);
    case 'png':
    case 'jpg':
      if (!drawing) throw new GenerationError(`« ${name} » : il manque « picture ».`);
      return picture(kind, drawing, exif);
    case 'zip':
      return zip(entriesOf(name, files), whenOf(date));
    // Spreadsheets read accents in a CSV that begins with a byte order mark.
    case 'csv':
      return Buffer.from(`\uFEFF${content}`, 'utf8');
    default:
      return Buffer.from(content, 'utf8');
  }
}

function entriesOf(archive: string, files: readonly MadeFile[]): ZipEntry[] {
  refuseClashes(archive, files);
  let total = 0;
  return files.map((one) => {
    const bytes = one.name.endsWith('/') ? Buffer.alloc(0) : makeFile(one);
    total += bytes.length;
    if (total > MOST_BYTES) throw new GenerationError(`« ${archive} » contient plus de 5 Mo.`);
    return { name: one.name, bytes };
  });
}

/** Two files of one place, or a file where a folder is needed, can't be extracted; letters' case is no difference on many systems. */
function refuseClashes(archive: string, files: readonly MadeFile[]): void {
  const seen = new Set<string>();
  const folders = new Set<string>();
  for (const { name } of files) {
    const place = name.toLowerCase();
    const parts = place.replace(/\/$/, '').split('/');
    if (seen.has(place)) throw new GenerationError(`« ${archive} » contient deux fois « ${name} ».`);
    seen.add(place);
    for (let rank = 1; rank < parts.length; rank += 1) folders.add(parts.slice(0, rank).join('/'));
  }
  const both = files.find(({ name }) => folders.has(name.toLowerCase()));
  if (both)
    throw new GenerationError(`« ${archive} » : « ${both.name} » est à la fois un fichier et un dossier.`);
}
