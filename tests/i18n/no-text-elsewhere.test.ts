import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** What people read stands in the message files, in both languages: not in views, not in code. */
const FRENCH = /[àâçéèêëîïôûùœÀÂÇÉÈÊËÎÏÔÛÙŒ«»]|\p{L}’\p{L}/u;
/** Read on a terminal or in a log, by who installs Palier or writes challenges, in French. */
const TERMINAL =
  /^src\/(config|content-check(?:-\w+)?|content-preview|content|demo|server|worker|process|boot|delivery|housekeeping|log)\.ts$|^src\/db\/|^src\/referential\/|^src\/admin\/(cli|command|choose-command|console|platforms|users|keys|home|usage|test-platform|join-platforms|acts|diagnosis|personal-data|audit)\.ts$/;
/** Made-up models of the style guide, and a platform of its own. */
const APART = /^src\/(dev|demo-lms)\/|^views\/dev\//;
/** A command to type, an address, names of things. */
const NAMES = new Set(['npm run admin -- console', 'defenseurdesdroits.fr']);

const filesIn = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(folder, file))
    .filter((file) => !APART.test(file));

test('views hold no words of their own', () => {
  const found = filesIn('views', '.ejs').flatMap((file) =>
    wordsOfView(readFileSync(file, 'utf8')).map((words) => `${file}: ${words}`),
  );
  expect(found).toEqual([]);
});

test('code holds no French', () => {
  const found = filesIn('src', '.ts')
    .filter((file) => !TERMINAL.test(file))
    .flatMap((file) =>
      stringsOf(readFileSync(file, 'utf8'))
        .filter((text) => FRENCH.test(text))
        .map((text) => `${file}: ${text}`),
    );
  expect(found).toEqual([]);
});

test('scripts of pages hold no words', () => {
  const found = filesIn('public', '.js').flatMap((file) =>
    stringsOf(readFileSync(file, 'utf8'))
      .filter(
        (text) => FRENCH.test(text) || /\p{L}+ \p{L}+ \p{L}+/u.test(text.replaceAll(/[.#[\]:>,"=-]/g, '\t')),
      )
      .filter((text) => !/^[\w-]+( [\w-]+)*$/.test(text) || FRENCH.test(text))
      .map((text) => `${file}: ${text}`),
  );
  expect(found).toEqual([]);
});

test('the search finds what it must', () => {
  expect(wordsOfView('<p title="Aide"><%= t("a") %> Bonjour</p><%# Why %>')).toEqual(['Aide', 'Bonjour']);
  expect(wordsOfView('<a href="/x" class="<%= a %>"><%- icon("y") %>·<%= t(`k`) %></a>')).toEqual([]);
  const code = "/* « non » */ const a = 'réglé'; // l’un\nconst b = `é`; const c = \"it's\";";
  expect(stringsOf(code).filter((text) => FRENCH.test(text))).toEqual(['réglé', 'é']);
});

/** Words in text and in attributes that are read aloud, once the template's own code is gone. */
function wordsOfView(source: string): string[] {
  const html = source.replaceAll(/<%[\s\S]*?%>/g, '\u0000');
  const read = [...html.matchAll(/\s(?:title|alt|aria-label|placeholder|label|content)="([^"]*)"/g)]
    .filter(([whole]) => !/^\scontent=/.test(whole))
    .map((match) => match[1] ?? '');
  const texts = html.replaceAll(/<!--[\s\S]*?-->|<(script|style|svg)\b[\s\S]*?<\/\1>/g, ' ').split(/<[^>]*>/);
  return [...read, ...texts]
    .map((text) => text.replaceAll('\u0000', ' ').trim())
    .filter((text) => /\p{L}{2}/u.test(text.replaceAll(/&\w+;/g, '')) && !NAMES.has(text));
}

/** String and template literals, comments left out. */
function stringsOf(code: string): string[] {
  const token =
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`|\/(?![*/\s])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*(?=[\s.,;)\]])/g;
  return [...code.matchAll(token)].flatMap((match) => match[1] ?? match[2] ?? match[3] ?? []);
}
