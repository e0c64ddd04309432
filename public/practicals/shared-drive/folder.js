/* A folder, its rows, and a file opened, with its comments. */
import { options } from './acts.js';
import {
  app,
  askText,
  back,
  button,
  can,
  config,
  dayWords,
  go,
  h,
  icon,
  isShared,
  isText,
  item,
  MOST_MADE,
  make,
  me,
  mine,
  nameOf,
  openItem,
  opens,
  pathTo,
  place,
  SIGNS,
  SYNC,
  shownIn,
  slots,
  t,
  withValue,
} from './state.js';

export const title = (text, ...after) =>
  h(
    'div',
    { class: 'bar' },
    app.view.stack.length > 0 &&
      button(t('back'), 'icon:arrow-left', back, { class: 'tool only-icon', 'data-key': 'back' }),
    h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, text),
    after,
  );

const drawCrumbs = (folder) => {
  const way = folder === null ? [] : [item(folder), ...pathTo(config(), app.state, folder)].reverse();
  const crumb = (label, page, last) =>
    h(
      'li',
      {},
      last
        ? h('h1', { class: 'crumb', tabindex: '-1', 'data-home': true, 'aria-current': 'page' }, label)
        : h('button', { type: 'button', class: 'crumb', 'data-key': page, onclick: () => go(page) }, label),
      !last && icon('icon:chevron-right'),
    );
  return h(
    'nav',
    { class: 'crumbs', 'aria-label': t('path') },
    h(
      'ol',
      {},
      crumb(config().name, 'in:', way.length === 0),
      way.map((one, rank) => crumb(one.name, `in:${one.id}`, rank === way.length - 1)),
    ),
  );
};

const drawRow = (one, isStop) =>
  h(
    'li',
    { class: 'row', 'data-row': one.id },
    h('span', { class: `sign sign-${one.kind}` }, icon(SIGNS[one.kind])),
    h(
      'div',
      { class: 'row-words' },
      h(
        'button',
        {
          type: 'button',
          class: 'name',
          tabindex: isStop ? '0' : '-1',
          'data-key': `open ${one.id}`,
          onclick: () => openItem(one),
        },
        one.name,
      ),
      h(
        'p',
        { class: 'meta' },
        h('span', {}, h('span', { class: 'unseen' }, `${t('owner')} `), nameOf(one.owner)),
        h('span', {}, h('span', { class: 'unseen' }, `${t('modified')} `), dayWords(one.modified)),
        one.size !== '' && h('span', {}, one.size),
      ),
    ),
    h(
      'div',
      { class: 'row-signs' },
      one.kind !== 'folder' &&
        h('span', { class: `state state-${one.sync}` }, icon(SYNC[one.sync]), t(`sync.${one.sync}`)),
      isShared(one) && h('span', { class: 'state' }, icon('icon:users'), t('shared')),
      !one.inherits && h('span', { class: 'state' }, icon('icon:lock'), t('apart')),
    ),
    button(t('options', { name: one.name }), 'icon:ellipsis-vertical', () => options(one), {
      class: 'tool only-icon dots',
      tabindex: isStop ? '0' : '-1',
    }),
  );

/** In a list, Tab stops at one row; the arrows go to the others, and from a name to its options. */
const stop = (list, row) => {
  for (const each of list.querySelectorAll('[data-row] button')) each.tabIndex = row.contains(each) ? 0 : -1;
  app.note({ row: row.dataset.row });
};
const walk = (event) => {
  const row = event.target.closest('[data-row]');
  const rows = [...event.currentTarget.children];
  const steps = { ArrowDown: 1, ArrowUp: -1, Home: -rows.length, End: rows.length };
  const side = event.target.matches('.dots') ? '.dots' : '.name';
  if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
    event.preventDefault();
    row?.querySelector(event.key === 'ArrowRight' ? '.dots' : '.name').focus();
  }
  const step = steps[event.key];
  if (!row || step === undefined) return;
  event.preventDefault();
  const next = Math.min(rows.length - 1, Math.max(0, rows.indexOf(row) + step));
  stop(event.currentTarget, rows[next]);
  rows[next].querySelector(side).focus();
};

export const drawFolder = (folder) => {
  const rows = shownIn(folder);
  const at = rows.some(({ id }) => id === app.view.row) ? app.view.row : rows[0]?.id;
  const writes = folder === null || mine(folder) === 'edit';
  const create = (kind) =>
    askText({
      title: t(`new-${kind}`),
      label: t('name'),
      action: t('create'),
      done: (name) =>
        name === ''
          ? t('fault.name')
          : make({ kind, name: name.slice(0, 80), in: folder }, t('made', { name })),
    });
  return [
    h(
      'div',
      { class: 'bar' },
      drawCrumbs(folder),
      h(
        'div',
        { class: 'bar-acts' },
        folder !== null &&
          button(t('share-folder'), 'icon:user-plus', () => go(`share:${folder}`), {
            'data-key': `share ${folder}`,
          }),
        writes && button(t('new-folder'), 'icon:folder-plus', () => create('folder')),
        writes && button(t('new-text'), 'icon:file-plus', () => create('text')),
      ),
    ),
    rows.length === 0
      ? h('p', { class: 'empty' }, t('empty'))
      : h(
          'ul',
          {
            class: 'rows',
            'aria-label': t('content', { place: place(folder) }),
            onkeydown: walk,
            onfocusin: (event) => {
              const row = event.target.closest('[data-row]');
              if (row && row.dataset.row !== app.view.row) stop(event.currentTarget, row);
            },
          },
          rows.map((one) => drawRow(one, one.id === at)),
        ),
  ];
};

export const drawPaper = (one, text) =>
  h(
    'div',
    { class: 'paper' },
    text === ''
      ? h('p', { class: 'soft' }, t('blank'))
      : text.split('\n').map((line) => h('p', {}, line === '' ? '\u00a0' : line)),
    one.kind === 'text' || one.kind === 'sheet' ? null : h('p', { class: 'soft' }, t(`kind.${one.kind}`)),
  );

const drawComments = (one) => {
  const right = mine(one.id);
  const all = [
    ...one.comments.map(({ by, text }) => [by, text]),
    ...app.state.comments.filter(({ on }) => on === one.id).map(({ text }) => [me(), text]),
  ];
  const send = () => {
    const text = app.view.comment.trim();
    if (text === '') {
      app.show({ fault: t('fault.comment') });
      return;
    }
    if (app.state.comments.length >= MOST_MADE) {
      app.show({ fault: t('fault.full') });
      return;
    }
    app.view = { ...app.view, comment: '', fault: '' };
    app.change(
      { ...app.state, comments: [...app.state.comments, { on: one.id, text: text.slice(0, 400) }] },
      t('commented'),
    );
  };
  if (all.length === 0 && (right === 'read' || right === 'none')) return null;
  return h(
    'section',
    { class: 'part', 'aria-labelledby': 'comments-title' },
    h('h2', { id: 'comments-title' }, t('comments', { count: all.length })),
    h(
      'ul',
      { class: 'comments' },
      all.map(([by, text]) => h('li', { class: 'comment' }, h('b', {}, nameOf(by)), h('p', {}, text))),
    ),
    right !== 'read' &&
      right !== 'none' &&
      h(
        'div',
        { class: 'line' },
        h('label', { for: 'comment' }, t('comment-label')),
        h('textarea', {
          id: 'comment',
          rows: 2,
          maxlength: 400,
          'data-key': 'comment',
          value: app.view.comment,
          oninput: ({ target }) => app.note({ comment: target.value }),
        }),
        app.view.fault !== '' && h('p', { class: 'fault', role: 'alert' }, app.view.fault),
        h(
          'p',
          {},
          h(
            'button',
            { type: 'button', class: 'press', 'data-key': 'send', onclick: send },
            t('comment-send'),
          ),
        ),
      ),
  );
};

export const drawItem = (id) => {
  const one = item(id);
  const right = mine(id);
  const edits = right === 'edit' && one.kind === 'text' && can(`text/${id}`);
  const head = [
    title(one.name),
    h(
      'div',
      { class: 'tools flat' },
      button(t('share'), 'icon:user-plus', () => go(`share:${id}`)),
      isText(one) && button(t('versions'), 'icon:history', () => go(`versions:${id}`)),
      button(t('options', { name: one.name }), 'icon:ellipsis-vertical', () => options(one), {
        class: 'tool only-icon',
      }),
    ),
  ];
  if (right === 'none') return [...head, h('p', { class: 'note' }, t('closed'))];
  if (!opens(one)) return [...head, h('p', { class: 'note' }, icon('icon:wifi-off'), t('cut-closed'))];
  return [
    ...head,
    h(
      'p',
      { class: `note note-${right}` },
      icon(right === 'edit' ? 'icon:pencil' : right === 'comment' ? 'icon:message-square' : 'icon:eye'),
      t(edits || right !== 'edit' ? `may.${right}` : 'may.open'),
    ),
    edits
      ? h(
          'p',
          { class: 'line' },
          h('label', { for: 'text', class: 'unseen' }, t('text-label', { name: one.name })),
          h('textarea', {
            id: 'text',
            class: 'paper-edit',
            rows: Math.min(18, Math.max(6, one.text.split('\n').length + 2)),
            maxlength: 4000,
            spellcheck: 'false',
            'data-key': 'text',
            value: one.text,
            oninput: ({ target }) => {
              const next = { [`text/${id}`]: target.value, [`version/${id}`]: '' };
              const values = Object.entries(next).reduce(
                (all, [key, value]) => (can(key) ? withValue(slots, all, key, value) : all),
                app.state.values,
              );
              app.type({ ...app.state, values }, `text ${id}`);
            },
          }),
        )
      : drawPaper(one, one.text),
    drawComments(one),
  ];
};
