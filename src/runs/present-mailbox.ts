import { LETTER_PARTS } from '../engine/practicals/mailbox.ts';
import type { Translate } from '../i18n/translate.ts';
import {
  type ExpectedLetter,
  type MailboxConfig,
  type MailboxExpectation,
  STANDARD_FOLDERS,
} from '../referential/practicals/mailbox.ts';
import { quoted, type Words } from './practical-words.ts';

/** How a mailbox had to be left, and what had to be sent from it, in words. */
export function mailWords(t: Translate, config: MailboxConfig, one: MailboxExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>>, found = key) => ({
    expected: t(`run.practical.mail.${key}`, values),
    found: `mail.${found}`,
  });
  const subjects = (ids: readonly string[]) =>
    quoted(
      t,
      ids.map((id) => config.messages.find((message) => message.id === id)?.subject ?? id),
    );
  if ('folder' in one) {
    const standard = STANDARD_FOLDERS.some((name) => name === one.folder);
    const folder = standard ? t(`practical.mailbox.folder.${one.folder}`) : one.folder;
    return say(one.only ? 'folder-only' : 'folder', { folder, list: subjects(one.holds) }, 'folder');
  }
  if ('reported' in one) return say('reported', { list: subjects(one.reported) });
  if ('sorts' in one) return say('sorts', {});
  if ('rest' in one) return say('rest', {});
  if (one.sent === 'nothing') return { ...say('nothing', {}, 'sent'), list: letters };
  return { expected: letterWords(t, one.sent, subjects), found: 'mail.sent', list: letters };
}

function letterWords(
  t: Translate,
  { how = 'new', of, subject, says, files, ...people }: ExpectedLetter,
  subjects: (ids: readonly string[]) => string,
): string {
  return [
    t(`run.practical.mail.${how}${of === undefined ? '' : '-of'}`, { subject: subjects(of ? [of] : []) }),
    ...(['to', 'cc', 'bcc'] as const).flatMap((field) =>
      people[field].length === 0
        ? []
        : [t(`run.practical.mail.part.${field}`, { list: people[field].join(', ') })],
    ),
    ...(subject ? [t('run.practical.mail.part.subject', { list: quoted(t, subject.slice(0, 1)) })] : []),
    ...(says.length > 0 ? [t('run.practical.mail.says', { list: quoted(t, says) })] : []),
    ...(files.length > 0 ? [t('run.practical.mail.part.files', { list: files.join(', ') })] : []),
  ].join(' ');
}

/** The letters sent, from what their verdict says of them. */
function letters(t: Translate, found: readonly string[]): string {
  return found
    .map((one) => {
      const part = LETTER_PARTS.find((name) => one.startsWith(`${name} `)) ?? 'subject';
      return t(`run.practical.mail.part.${part}`, { list: one.slice(part.length + 1) });
    })
    .join(' ');
}
