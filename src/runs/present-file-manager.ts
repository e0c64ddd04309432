import type { Translate } from '../i18n/translate.ts';
import {
  type FileManagerConfig,
  type FileManagerExpectation,
  nameOf,
} from '../referential/practicals/file-manager.ts';
import { quoted, type Words } from './practical-words.ts';

/** How files had to be left, in words. */
export function fileWords(t: Translate, _: FileManagerConfig, one: FileManagerExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>>, found: string) => ({
    expected: t(`run.practical.files.${key}`, values),
    found: `files.${found}`,
  });
  if ('folder' in one) {
    const key = one.only ? 'folder-only' : 'folder';
    return say(key, { folder: one.folder, list: quoted(t, one.holds.map(nameOf)) }, 'folder');
  }
  if ('archive' in one) {
    return say('archive', { archive: one.archive, list: quoted(t, one.holds.map(nameOf)) }, 'archive');
  }
  if ('path' in one) {
    if (one.from === undefined) return say('path', { path: one.path }, 'path');
    return say('path-from', { path: one.path, from: nameOf(one.from) }, 'path-from');
  }
  if ('kept' in one) return say('kept', { list: quoted(t, one.kept.map(nameOf)) }, 'kept');
  if ('gone' in one) return say('gone', { list: quoted(t, one.gone.map(nameOf)) }, 'gone');
  if ('selected' in one) return say('selected', { list: quoted(t, one.selected.map(nameOf)) }, 'selected');
  return say('rest', {}, 'kept');
}
