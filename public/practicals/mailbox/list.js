/* The folders, and the list of messages. */
import { compose, makeFolder, moveSheet } from './letters.js';
import {
  app,
  button,
  clear,
  folded,
  folderName,
  folders,
  go,
  h,
  icon,
  isRead,
  open,
  put,
  rowsOf,
  SIGNS,
  shown,
  t,
  textOf,
  unread,
  when,
} from './state.js';

const isCurrent = (folder) => !app.view.rules && !app.view.drafting && app.view.folder === folder;
const drawPlace = (key, sign, label, current, run) =>
  h(
    'button',
    {
      type: 'button',
      class: 'tool place',
      'data-key': key,
      'aria-current': current ? 'true' : null,
      onclick: run,
    },
    icon(sign),
    h('span', { class: 'place-name' }, label),
  );
export const drawFolders = () =>
  h(
    'nav',
    { class: 'side', 'aria-label': t('folders') },
    button(t('new'), 'icon:pencil', () => compose({}), { class: 'press press-main new' }),
    folders().map((folder) => {
      const count = unread(folder);
      return h(
        'button',
        {
          type: 'button',
          class: 'tool place',
          'data-key': `folder ${folder}`,
          'aria-current': isCurrent(folder) ? 'true' : null,
          onclick: () => go(folder),
        },
        icon(SIGNS[folder] ?? SIGNS.own),
        h('span', { class: 'place-name' }, folderName(folder)),
        count > 0 &&
          h('span', { class: 'count' }, String(count), h('span', { class: 'unseen' }, ` ${t('unread')}`)),
      );
    }),
    app.view.draft &&
      drawPlace('draft', 'icon:file-pen', t('draft'), app.view.drafting, () =>
        app.show({ ...shown, drafting: true }),
      ),
    drawPlace('new folder', 'icon:folder-plus', t('new-folder'), false, makeFolder),
    app.config.canFilter &&
      drawPlace('rules', 'icon:filter', t('rules'), app.view.rules, () =>
        app.show({ ...shown, rules: true, applied: null }, t('rules')),
      ),
  );

const drawRow = ({ key, message, letter }) => {
  const marked = app.view.marked.includes(key);
  const who = message
    ? message.from.name
    : t('to-whom', { list: [...letter.to, ...letter.cc, ...letter.bcc].join(', ') });
  const subject = (message ?? letter).subject || t('no-subject');
  const fresh = message && !isRead(message);
  return h(
    'li',
    { class: marked ? 'row is-marked' : 'row' },
    message
      ? h(
          'label',
          { class: 'mark' },
          h('input', {
            type: 'checkbox',
            checked: marked,
            'data-key': `mark ${key}`,
            'aria-label': t('select', { subject }),
            onchange: () =>
              app.show({
                marked: marked ? app.view.marked.filter((one) => one !== key) : [...app.view.marked, key],
              }),
          }),
        )
      : h('span', { class: 'mark' }),
    h(
      'button',
      {
        type: 'button',
        class: fresh ? 'mail is-fresh' : 'mail',
        'data-key': `open ${key}`,
        onclick: () => open(key),
      },
      fresh && h('span', { class: 'unseen' }, `${t('unread')}, `),
      h('span', { class: 'mail-who' }, who),
      h(
        'span',
        { class: 'mail-subject' },
        subject,
        (message?.attachments.length ?? letter?.files.length ?? 0) > 0 && icon('icon:paperclip'),
      ),
      message && h('span', { class: 'mail-date' }, when(message.date)),
    ),
  );
};

export const drawList = () => {
  const query = folded(app.view.query.trim());
  const rows = rowsOf(app.view.folder).filter(({ message, letter }) => {
    const one = message ?? letter;
    return (
      query === '' ||
      folded(
        message
          ? [one.subject, textOf(message), message.from.name, message.from.address].join(' ')
          : [one.subject, one.text, ...one.to, ...one.cc, ...one.bcc].join(' '),
      ).includes(query)
    );
  });
  const { marked } = app.view;
  const act = (name, sign, run) =>
    button(t(name), sign, run, { disabled: marked.length === 0, class: 'tool tool-act' });
  return h(
    'main',
    { class: 'main' },
    h(
      'div',
      { class: 'bar' },
      h(
        'h1',
        { class: 'title', tabindex: '-1', 'data-home': true, 'data-key': 'title' },
        folderName(app.view.folder),
      ),
      h(
        'div',
        { class: 'search' },
        icon('icon:search'),
        h('input', {
          type: 'search',
          'data-key': 'search',
          'aria-label': t('search', { folder: folderName(app.view.folder) }),
          placeholder: t('search-short'),
          value: app.view.query,
          autocomplete: 'off',
          autocapitalize: 'off',
          spellcheck: 'false',
          oninput: (event) => app.show({ query: event.target.value.slice(0, 80), marked: [] }),
        }),
      ),
    ),
    h(
      'div',
      { class: 'tools', role: 'toolbar', 'aria-label': t('tools') },
      act('move', 'icon:folder-input', () => moveSheet(marked)),
      act('archive', 'icon:archive', () => put(marked, 'archive')),
      app.view.folder === 'spam'
        ? act('not-spam', 'icon:mail-check', () => clear(marked))
        : act('spam', 'icon:octagon-alert', () => put(marked, 'spam')),
      act('delete', 'icon:trash-2', () => put(marked, 'trash')),
    ),
    rows.length === 0
      ? h('p', { class: 'empty' }, t(query === '' ? 'empty' : 'empty-search'))
      : h('ul', { class: 'rows', 'data-scroll': app.view.folder, onkeydown: onKey }, rows.map(drawRow)),
    h(
      'p',
      { class: 'status', role: 'status' },
      [t('count', { count: rows.length }), marked.length > 0 ? t('chosen', { count: marked.length }) : null]
        .filter(Boolean)
        .join(' · '),
    ),
  );
};

const onKey = (event) => {
  const mails = [...event.currentTarget.querySelectorAll('.mail')];
  const at = mails.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
  if (at < 0 || next === undefined) return;
  mails[Math.min(mails.length - 1, Math.max(0, next))].focus();
  event.preventDefault();
};
