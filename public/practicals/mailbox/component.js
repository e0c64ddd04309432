/* A mailbox. A state is what `src/engine/practicals/mailbox.ts` reads. */
import { drawDraft, drawLetter } from './draft.js';
import { drawFolders, drawList } from './list.js';
import { drawMessage } from './message.js';
import { drawRules } from './rules.js';
import { app, h, messageOf, renew } from './state.js';

window.Practical.define({
  view: () => ({
    folder: 'inbox',
    open: null,
    marked: [],
    query: '',
    details: false,
    read: [],
    draft: null,
    drafting: false,
    rules: false,
    applied: null,
  }),
  draw(given) {
    renew(given);
    const { open: key, draft, drafting, rules } = app.view;
    const letter = key?.startsWith('sent ') ? app.state.sent[Number(key.slice(5))] : undefined;
    const message = key === null ? undefined : messageOf(key);
    const one = letter ? drawLetter(letter) : message ? drawMessage(message) : null;
    const main = draft && drafting ? drawDraft() : rules ? drawRules() : (one ?? drawList());
    return h('div', { class: one || drafting ? 'body is-reading' : 'body' }, drawFolders(), main);
  },
});
