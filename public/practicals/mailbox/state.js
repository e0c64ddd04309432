/* The mailbox and what is done in it: every part of the window reads it here. */

export const { h, icon, button, ask, askText } = window.Practical;
export const { folded } = window.Shared;
export const t = (name, values) => window.Practical.t(`practical.mailbox.${name}`, values);

const STANDARD = ['inbox', 'sent', 'archive', 'spam', 'trash'];
export const SIGNS = {
  inbox: 'icon:inbox',
  sent: 'icon:send',
  archive: 'icon:archive',
  spam: 'icon:octagon-alert',
  trash: 'icon:trash-2',
  own: 'icon:folder',
};
export const RULE_FIELDS = ['from', 'to', 'subject', 'text'];
export const MOST_SENT = 8;
export const MOST_RULES = 10;
export const MOST_CONDITIONS = 4;
export const MOST_FOLDERS = 8;
export const NEW_RULE = { match: 'all', conditions: [{ field: 'from', test: 'has', words: '' }], folder: '' };
export const ADDRESS = /^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$/;

export let app = null;
/** The window as it now stands: told anew before each drawing. */
export const renew = (given) => {
  app = given;
};

export const textOf = ({ html }) => {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  return [...holder.children].map((part) => part.textContent.trim()).join('\n\n');
};
export const messageOf = (id) => app.config.messages.find((message) => message.id === id);
export const folderOf = (id) => app.state.boxes.find((box) => box.id === id)?.folder;
export const folders = () => [
  'inbox',
  ...app.config.folders,
  ...app.state.folders,
  'sent',
  'archive',
  'spam',
  'trash',
];
export const folderName = (folder) => (STANDARD.includes(folder) ? t(`folder.${folder}`) : folder);
export const isRead = (message) => message.read || app.view.read.includes(message.id);
export const when = (date) => {
  const [year, month, day, hour, minute] = date.split(/[- :]/);
  return `${day}/${month}/${year} ${hour}:${minute}`;
};
/** Messages of a folder, the latest first; those sent here stand among them. */
export const rowsOf = (folder) => {
  const received = app.config.messages
    .filter((message) => folderOf(message.id) === folder)
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
    .map((message) => ({ key: message.id, message }));
  const sent =
    folder === 'sent' ? app.state.sent.map((letter, rank) => ({ key: `sent ${rank}`, letter })) : [];
  return [...sent.reverse(), ...received];
};
export const unread = (folder) =>
  app.config.messages.filter((one) => folderOf(one.id) === folder && !isRead(one)).length;

export const shown = { open: null, marked: [], query: '', details: false, rules: false, drafting: false };
export const go = (folder) => app.show({ ...shown, folder }, folderName(folder));
export const open = (key) => {
  const read = app.view.read.includes(key) ? app.view.read : [...app.view.read, key];
  app.show({ open: key, read, details: false });
};
export const put = (ids, folder, reported = app.state.reported) => {
  const boxes = app.state.boxes.map((box) => (ids.includes(box.id) ? { ...box, folder } : box));
  app.view = { ...app.view, open: null, marked: [] };
  app.change(
    { ...app.state, boxes, reported },
    t('moved', { count: ids.length, folder: folderName(folder) }),
  );
};
export const report = (id) => {
  const { reported } = app.state;
  put([id], 'spam', reported.includes(id) ? reported : [...reported, id]);
};
export const clear = (ids) =>
  put(
    ids,
    'inbox',
    app.state.reported.filter((one) => !ids.includes(one)),
  );
