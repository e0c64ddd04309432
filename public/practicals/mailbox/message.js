/* A message opened. */
import { forward, moveSheet, openFile, reply } from './letters.js';
import {
  app,
  ask,
  button,
  clear,
  folderName,
  folderOf,
  h,
  icon,
  messageOf,
  put,
  report,
  t,
  when,
} from './state.js';

/** A link goes nowhere: it says where it would lead, in the bar below, and in full when it is pressed. */
const drawText = (message) => {
  const bar = h('p', { class: 'link-bar', 'aria-hidden': 'true' });
  const article = h('div', { class: 'letter' });
  article.innerHTML = message.html;
  const links = [...article.querySelectorAll('a[href]')];
  links.forEach((link, rank) => {
    const address = link.getAttribute('href');
    const show = () => {
      bar.textContent = address;
    };
    const hide = () => {
      bar.textContent = '';
    };
    link.removeAttribute('target');
    link.dataset.key = `link ${rank}`;
    link.addEventListener('mouseenter', show);
    link.addEventListener('focus', show);
    link.addEventListener('mouseleave', hide);
    link.addEventListener('blur', hide);
    link.addEventListener('auxclick', (event) => event.preventDefault());
    link.addEventListener('click', (event) => {
      event.preventDefault();
      ask({
        title: t('link-title'),
        body: h(
          'div',
          {},
          h('p', {}, t('link-leads')),
          h('p', {}, h('code', { class: 'address' }, address)),
          h('p', { class: 'help' }, t('link-closed')),
        ),
      });
    });
  });
  return [article, links.length > 0 && bar];
};

export const drawAttachments = (files) =>
  files.length > 0 &&
  h(
    'ul',
    { class: 'attached', 'aria-label': t('attached') },
    files.map((file) =>
      h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            class: 'press attachment',
            'data-key': `attached ${file.name}`,
            onclick: () => openFile(file),
          },
          icon('icon:paperclip'),
          h('span', {}, file.name),
          h('span', { class: 'soft' }, file.size),
        ),
      ),
    ),
  );

/** What can go along with a letter. */
export const filesFor = ({ how, of }) => [
  ...app.config.files,
  ...(how === 'forward' ? messageOf(of).attachments : []),
];

export const drawFacts = (rows) =>
  h(
    'dl',
    { class: 'facts' },
    rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
  );

export const drawMessage = (message) => {
  const { details } = app.view;
  const act = (name, sign, run) => button(t(name), sign, run, { class: 'tool tool-act' });
  const mine = folderOf(message.id) === 'sent';
  return h(
    'main',
    { class: 'main' },
    h(
      'div',
      { class: 'bar' },
      button(
        t('back', { folder: folderName(app.view.folder) }),
        'icon:arrow-left',
        () => app.show({ open: null }),
        { 'data-key': 'back' },
      ),
    ),
    h(
      'div',
      { class: 'tools', role: 'toolbar', 'aria-label': t('tools') },
      act('reply', 'icon:reply', () => reply(message, false)),
      act('reply-all', 'icon:reply-all', () => reply(message, true)),
      act('forward', 'icon:forward', () => forward(message)),
      !mine && act('move', 'icon:folder-input', () => moveSheet([message.id])),
      !mine && act('archive', 'icon:archive', () => put([message.id], 'archive')),
      act('delete', 'icon:trash-2', () => put([message.id], 'trash')),
      ...(mine
        ? []
        : folderOf(message.id) === 'spam'
          ? [act('not-spam', 'icon:mail-check', () => clear([message.id]))]
          : [
              act('spam', 'icon:octagon-alert', () => put([message.id], 'spam')),
              act('report', 'icon:shield-alert', () => report(message.id)),
            ]),
    ),
    h(
      'article',
      { class: 'reading' },
      h(
        'h1',
        { class: 'subject', tabindex: '-1', 'data-home': true, 'data-key': `subject ${message.id}` },
        message.subject,
      ),
      h(
        'div',
        { class: 'from' },
        h('span', { class: 'face', 'aria-hidden': 'true' }, [...message.from.name][0]),
        h('p', { class: 'from-name' }, message.from.name, h('span', { class: 'soft' }, when(message.date))),
        h(
          'button',
          {
            type: 'button',
            class: 'press small',
            'data-key': 'details',
            'aria-expanded': details ? 'true' : 'false',
            onclick: () => app.show({ details: !details }),
          },
          t('details'),
        ),
      ),
      details &&
        h(
          'div',
          { class: 'details' },
          drawFacts([
            [t('from'), `${message.from.name} <${message.from.address}>`],
            ...(message.replyTo ? [[t('reply-to'), message.replyTo]] : []),
            [t('to'), message.to.join(', ')],
            ...(message.cc.length > 0 ? [[t('cc'), message.cc.join(', ')]] : []),
          ]),
          message.original.length > 0 &&
            h(
              'button',
              {
                type: 'button',
                class: 'press small',
                'data-key': 'original',
                onclick: () =>
                  ask({
                    title: t('original'),
                    wide: true,
                    body: h(
                      'pre',
                      { class: 'original', tabindex: '0', role: 'region', 'aria-label': t('original') },
                      message.original.join('\n'),
                    ),
                  }),
              },
              t('original'),
            ),
        ),
      drawText(message),
      drawAttachments(message.attachments),
    ),
  );
};
