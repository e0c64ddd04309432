/* Acts: folders, letters begun, answered, forwarded and sent, contacts. */
import {
  ADDRESS,
  app,
  ask,
  askText,
  folded,
  folderName,
  folderOf,
  folders,
  h,
  icon,
  MOST_FOLDERS,
  MOST_SENT,
  put,
  SIGNS,
  shown,
  t,
  textOf,
  when,
} from './state.js';

export const makeFolder = () =>
  askText({
    title: t('new-folder'),
    label: t('folder-name'),
    action: t('make'),
    done: (name) => {
      if (name === '' || name.length > 40) return t('fault.name');
      if (app.state.folders.length >= MOST_FOLDERS) return t('fault.folders');
      if (folders().some((one) => folded(folderName(one)) === folded(name))) return t('fault.same');
      app.change({ ...app.state, folders: [...app.state.folders, name] }, t('made', { name }));
      return undefined;
    },
  });
export const moveSheet = (ids) => {
  let to = null;
  const goals = folders().filter((folder) => folder !== 'sent' && ids.some((id) => folderOf(id) !== folder));
  ask({
    title: t('move-title', { count: ids.length }),
    body: h(
      'div',
      { class: 'goals', role: 'radiogroup', 'aria-label': t('move') },
      goals.map((folder, rank) =>
        h(
          'label',
          { class: 'goal' },
          h('input', {
            type: 'radio',
            name: 'goal',
            'data-first': rank === 0,
            onchange: () => (to = folder),
          }),
          icon(SIGNS[folder] ?? SIGNS.own),
          h('span', {}, folderName(folder)),
        ),
      ),
    ),
    actions: [
      {
        label: t('move-here'),
        main: true,
        act: () => {
          if (to === null) return t('fault.where');
          put(ids, to);
          return undefined;
        },
      },
    ],
  });
};

const quote = (message) =>
  `${t('wrote', { name: message.from.name, date: when(message.date) })}\n\n${textOf(message)}`;
const begin = (draft) =>
  app.show({
    drafting: true,
    draft: {
      how: 'new',
      of: null,
      to: '',
      cc: '',
      bcc: '',
      subject: '',
      text: '',
      quoted: '',
      files: [],
      fault: null,
      ...draft,
    },
  });
const isBlank = ({ how, text, to, subject }) =>
  text.trim() === '' && (how !== 'new' || `${to}${subject}`.trim() === '');
/** One draft at a time: another is begun when the first is sent or given up. */
export const compose = (draft) => {
  const before = app.view.draft;
  if (!before || isBlank(before)) {
    begin(draft);
    return;
  }
  ask({
    title: t('draft-waits'),
    body: h('p', {}, t('draft-waits-help', { subject: before.subject.trim() || t('no-subject') })),
    actions: [
      { label: t('draft-resume'), main: true, act: () => app.show({ ...shown, drafting: true }) },
      { label: t('draft-replace'), act: () => begin(draft) },
    ],
  });
};
export const discard = () => {
  const drop = () => app.show({ draft: null, drafting: false }, t('discarded'));
  if (isBlank(app.view.draft)) {
    drop();
    return;
  }
  ask({
    title: t('discard-title'),
    body: h('p', {}, t('discard-help')),
    actions: [{ label: t('discard'), main: true, act: drop }],
  });
};
const prefixed = (prefix, subject) =>
  folded(subject).startsWith(prefix.toLowerCase()) ? subject : `${prefix} ${subject}`;
export const reply = (message, all) => {
  const me = folded(app.config.me.address);
  const back = message.replyTo ?? message.from.address;
  const others = (list) => list.filter((one) => folded(one) !== me && folded(one) !== folded(back));
  compose({
    how: all ? 'reply-all' : 'reply',
    of: message.id,
    to: [back, ...(all ? others(message.to) : [])].join(', '),
    cc: all ? others(message.cc).join(', ') : '',
    subject: prefixed('Re:', message.subject),
    quoted: quote(message),
  });
};
export const forward = (message) =>
  compose({
    how: 'forward',
    of: message.id,
    subject: prefixed('Tr:', message.subject),
    quoted: quote(message),
    files: message.attachments.map((file) => file.name),
  });
const addressesIn = (text) =>
  text
    .split(/[,;\n]+/)
    .map((one) => (/<([^>]+)>/.exec(one)?.[1] ?? one).trim())
    .filter((one) => one !== '');
export const send = () => {
  const { draft } = app.view;
  const lists = { to: addressesIn(draft.to), cc: addressesIn(draft.cc), bcc: addressesIn(draft.bcc) };
  const all = [...lists.to, ...lists.cc, ...lists.bcc];
  const wrong = all.find((one) => !ADDRESS.test(one));
  const why =
    all.length === 0
      ? t('fault.nobody')
      : wrong !== undefined
        ? t('fault.address', { address: wrong })
        : all.length > 60
          ? t('fault.many')
          : app.state.sent.length >= MOST_SENT
            ? t('fault.full')
            : draft.subject.trim() === ''
              ? t('fault.subject')
              : draft.text.trim() === ''
                ? t('fault.text')
                : null;
  if (why) {
    app.show({ draft: { ...draft, fault: why } }, why);
    return;
  }
  const { how, of, subject, text, files } = draft;
  app.view = { ...app.view, draft: null, drafting: false, open: null };
  app.change(
    {
      ...app.state,
      sent: [...app.state.sent, { how, of, ...lists, subject: subject.trim(), text, files }],
    },
    t('sent'),
  );
};

/** Fields filled from the address book: a sheet, for a list that acts as one moves along it would surprise. */
export const addContacts = (name) => {
  const chosen = new Set();
  ask({
    title: t('add-contact', { field: t(name) }),
    body: h(
      'div',
      { role: 'group', 'aria-label': t('contact') },
      app.config.contacts.map((contact, rank) =>
        h(
          'label',
          { class: 'goal' },
          h('input', {
            type: 'checkbox',
            'data-first': rank === 0,
            onchange: ({ target }) => (target.checked ? chosen.add(contact) : chosen.delete(contact)),
          }),
          h(
            'span',
            {},
            contact.name,
            h('span', { class: 'soft block' }, (contact.addresses ?? [contact.address]).join(', ')),
          ),
        ),
      ),
    ),
    actions: [
      {
        label: t('add'),
        main: true,
        act: () => {
          if (chosen.size === 0) return t('fault.contact');
          const before = addressesIn(app.view.draft[name]);
          const added = [...chosen].flatMap((contact) => contact.addresses ?? [contact.address]);
          app.show({
            draft: { ...app.view.draft, [name]: [...new Set([...before, ...added])].join(', ') },
          });
          return undefined;
        },
      },
    ],
  });
};

export const openFile = ({ name, size, text }) =>
  ask({
    title: name,
    body: h(
      'div',
      { class: 'lines' },
      size && h('p', { class: 'soft' }, size),
      text ? h('p', { class: 'written' }, text) : h('p', {}, t('file-closed')),
    ),
  });
