/* A letter that is written, and one that was sent. */
import { addContacts, discard, openFile, send } from './letters.js';
import { drawAttachments, drawFacts, filesFor } from './message.js';
import { app, button, folderName, h, icon, t } from './state.js';

export const drawLetter = (letter) =>
  h(
    'main',
    { class: 'main' },
    h(
      'div',
      { class: 'bar' },
      button(t('back', { folder: folderName('sent') }), 'icon:arrow-left', () => app.show({ open: null }), {
        'data-key': 'back',
      }),
    ),
    h(
      'article',
      { class: 'reading' },
      h('h1', { class: 'subject', tabindex: '-1', 'data-home': true }, letter.subject || t('no-subject')),
      drawFacts([
        ...(letter.to.length > 0 ? [[t('to'), letter.to.join(', ')]] : []),
        ...(letter.cc.length > 0 ? [[t('cc'), letter.cc.join(', ')]] : []),
        ...(letter.bcc.length > 0 ? [[t('bcc'), letter.bcc.join(', ')]] : []),
      ]),
      h('p', { class: 'written' }, letter.text),
      drawAttachments(letter.files.map((name) => filesFor(letter).find((file) => file.name === name))),
    ),
  );

const drawFile = (file, draft, note) =>
  h(
    'div',
    { class: 'file' },
    h(
      'label',
      { class: 'goal' },
      h('input', {
        type: 'checkbox',
        checked: draft.files.includes(file.name),
        'data-key': `file ${file.name}`,
        onchange: ({ target }) => {
          const others = app.view.draft.files.filter((one) => one !== file.name);
          note({ files: target.checked ? [...others, file.name] : others });
        },
      }),
      icon('icon:paperclip'),
      h('span', {}, file.name, ' ', h('span', { class: 'soft' }, file.size)),
    ),
    file.text &&
      button(t('see'), 'icon:eye', () => openFile(file), {
        'data-key': `see ${file.name}`,
        'aria-label': t('see-file', { name: file.name }),
      }),
  );

export const drawDraft = () => {
  const { draft } = app.view;
  const note = (change) => app.note({ draft: { ...app.view.draft, ...change } });
  const field = (name) =>
    h(
      'div',
      { class: 'who' },
      h('label', { for: `draft-${name}` }, t(name)),
      h('input', {
        type: 'text',
        id: `draft-${name}`,
        'data-key': `draft ${name}`,
        value: draft[name],
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: 'false',
        inputmode: 'email',
        oninput: (event) => note({ [name]: event.target.value.slice(0, 3000) }),
      }),
      app.config.contacts.length > 0 &&
        button(t('contact'), 'icon:book-user', () => addContacts(name), {
          class: 'press small book',
          'data-key': `contact ${name}`,
          'aria-label': t('add-contact', { field: t(name) }),
        }),
    );
  const mine = filesFor(draft);
  return h(
    'main',
    { class: 'main compose' },
    h(
      'h1',
      { class: 'title', tabindex: '-1', 'data-home': true, 'data-key': 'compose' },
      t(draft.how === 'new' ? 'new' : draft.how),
    ),
    ['to', 'cc', 'bcc'].map(field),
    h(
      'div',
      { class: 'who' },
      h('label', { for: 'draft-subject' }, t('subject')),
      h('input', {
        type: 'text',
        id: 'draft-subject',
        'data-key': 'draft subject',
        value: draft.subject,
        maxlength: '200',
        oninput: (event) => note({ subject: event.target.value.slice(0, 200) }),
      }),
    ),
    h(
      'div',
      { class: 'line' },
      h('label', { for: 'draft-text' }, t('text')),
      h('textarea', {
        id: 'draft-text',
        'data-key': 'draft text',
        rows: '5',
        maxlength: '2000',
        value: draft.text,
        oninput: (event) => note({ text: event.target.value.slice(0, 2000) }),
      }),
    ),
    draft.quoted !== '' &&
      h(
        'details',
        { class: 'quoted' },
        h('summary', {}, t('quoted')),
        h('p', { class: 'written' }, draft.quoted),
      ),
    mine.length > 0 &&
      h(
        'fieldset',
        { class: 'files' },
        h('legend', {}, t('attach')),
        mine.map((file) => drawFile(file, draft, note)),
      ),
    draft.fault && h('p', { class: 'fault' }, draft.fault),
    h(
      'div',
      { class: 'sheet-actions' },
      h(
        'button',
        { type: 'button', class: 'press press-main', 'data-key': 'send', onclick: send },
        t('send'),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'press',
          'data-key': 'discard',
          onclick: discard,
        },
        t('discard'),
      ),
    ),
  );
};
