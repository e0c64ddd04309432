import { crc32, deflateRawSync } from 'node:zlib';
import type { When } from './when.ts';

/** A file of an archive; `name` ends with « / » for an empty folder. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer;
  /** Kept as it is: what is packed already, and the first file of an OpenDocument. */
  readonly stored?: boolean;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 2.0: folders and deflate. */
const VERSION = 20;
/** Unix: told otherwise, Info-ZIP reads accents in the letters of MS-DOS in spite of FLAGS. */
const MADE_BY = (3 << 8) | VERSION;
/** Names are UTF-8 (bit 11). */
const FLAGS = 0x0800;

/** A ZIP archive (APPNOTE.TXT 6.3.10, no ZIP64): the same bytes for the same entries, since its date is given. */
export function zip(entries: readonly ZipEntry[], date: When): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, stored = false } of entries) {
    const packed = stored ? bytes : deflateRawSync(bytes, { level: 9 });
    const isSmaller = packed.length < bytes.length;
    const body = isSmaller ? packed : bytes;
    const title = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(VERSION, 0);
    common.writeUInt16LE(FLAGS, 2);
    common.writeUInt16LE(isSmaller ? 8 : 0, 4);
    common.writeUInt16LE(dosTime(date), 6);
    common.writeUInt16LE(dosDate(date), 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(title.length, 22);
    parts.push(word(LOCAL), common, title, body);

    const rest = Buffer.alloc(14);
    // What it is and who may read it, for Unix (drwxr-xr-x or -rw-r--r--), then for MS-DOS (a folder or a file).
    const isFolder = name.endsWith('/');
    rest.writeUInt32LE(((isFolder ? 0o40755 : 0o100644) * 0x10000 + (isFolder ? 0x10 : 0x20)) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    const madeBy = Buffer.alloc(2);
    madeBy.writeUInt16LE(MADE_BY);
    directory.push(word(CENTRAL), madeBy, common, rest, title);
    offset += 30 + title.length + body.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, index, word(END), end]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function dosTime({ hour, minute, second }: When): number {
  return (hour << 11) | (minute << 5) | (second >> 1);
}

function dosDate({ year, month, day }: When): number {
  return ((year - 1980) << 9) | (month << 5) | day;
}
