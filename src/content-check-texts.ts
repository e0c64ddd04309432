import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeTrie } from 'cspell-trie-lib';
import { GenerationError } from './referential/generate/value.ts';
import type { Challenge, Generator, Referential } from './referential/types.ts';
import { foldText } from './web/clean-text.ts';

/** Variants of a generated challenge whose texts are read. */
const VARIANTS = ['1', '2', '3'];

interface Read {
  readonly id: string;
  readonly html: string;
}

/**
 * What a proofreader would say of the bank's French: words that are in neither the dictionary (@cspell/dict-fr-fr) nor
 * `own` (`content/words.txt`), signs that aren't the typographer's, instructions too hard to read for their level.
 */
export function adviceOnTexts(referential: Referential, own: readonly string[]): string[] {
  const isKnown = dictionary(own);
  const texts = textsOf(referential);
  const unknown = new Map<string, Set<string>>();
  for (const { id, html } of texts) {
    for (const word of wordsOf(html)) {
      if (!isKnown(word)) unknown.set(word, (unknown.get(word) ?? new Set()).add(id));
    }
  }
  return [
    ...[...unknown].map(
      ([word, ids]) =>
        `${[...ids].slice(0, 3).join(', ')} : « ${word} » n'est pas dans le dictionnaire ; corrige-le, ou ajoute-le à content/words.txt.`,
    ),
    ...new Set(texts.flatMap(({ id, html }) => typographyFaults(html).map((fault) => `${id} : ${fault}`))),
    ...[...referential.challenges.values()].flatMap((challenge) => hardToRead(referential, challenge)),
  ];
}

function textsOf(referential: Referential): Read[] {
  const skills = [...referential.skills.values()];
  return [
    ...[...referential.challenges.values()].flatMap(({ id, generator }) =>
      (generator ? variantsOf(generator) : [referential.challenges.get(id)])
        .flatMap((challenge) => (challenge ? partsOf(challenge) : []))
        .map((html) => ({ id, html })),
    ),
    ...[...referential.tutorials.values()].map(({ id, title, html }) => ({ id, html: `${title}. ${html}` })),
    ...skills.map(({ id, knows, hint }) => ({ id, html: `${escaped(knows)} ${escaped(hint ?? '')}` })),
  ];
}

/** None of a generator that can make nothing: its own check reports that. */
function variantsOf(generator: Generator): Challenge[] {
  try {
    return VARIANTS.map((seed) => generator.make(seed, 'check'));
  } catch (error) {
    if (error instanceof GenerationError) return [];
    throw error;
  }
}

function partsOf(challenge: Challenge): string[] {
  const { instructionHtml, documentHtml, explanationHtml, choices, fields, pictures, attachments } =
    challenge;
  return [
    instructionHtml,
    documentHtml ?? '',
    explanationHtml,
    ...choices.map((choice) => escaped(choice.why ?? '')),
    ...fields.map((field) => escaped(field.label)),
    ...[...pictures, ...attachments].map((media) => escaped(`${media.label} ${media.caption ?? ''}`)),
  ];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** The prose alone: no code, no address, no file name. */
function proseOf(html: string): string {
  return html
    .replace(/<(code|pre)\b[\s\S]*?<\/\1>/gu, ' ')
    .replace(/<\/?(?:p|li|h\d|td|th|tr|blockquote)[^>]*>/gu, '. ')
    .replace(/<[^>]*>/gu, '')
    .replace(/&quot;/gu, '"')
    .replace(/&[a-z]+;/gu, ' ')
    .replace(/’/gu, "'")
    .replace(/\S*(?:[@/\\=_]|\w\.\w)\S*/gu, ' ');
}

const ELIDED = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)'/iu;
const PRONOUN = /-(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous|moi|toi|les?|la|lui|leur|en|y|ce|ci|là)$/iu;

/** Words to look up: names (a capital), figures and sigles are not. */
function wordsOf(html: string): string[] {
  const found = proseOf(html).match(/(?<![\p{L}\d])\p{L}[\p{L}\p{M}'-]*\p{L}/gu) ?? [];
  return found.flatMap((word) => {
    const bare = bareWord(word);
    return bare.length < 2 || /^\p{Lu}/u.test(bare) ? [] : bare;
  });
}

function bareWord(word: string): string {
  let bare = word;
  while (ELIDED.test(bare) && !/^(?:aujourd'hui|presqu'île|quelqu'une?)$/iu.test(bare)) {
    bare = bare.replace(ELIDED, '');
  }
  while (PRONOUN.test(bare)) bare = bare.replace(PRONOUN, '');
  return bare;
}

function dictionary(own: readonly string[]): (word: string) => boolean {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@cspell/dict-fr-fr/cspell-ext.json'));
  const trie = decodeTrie(gunzipSync(readFileSync(path.join(folder, 'fr-fr.trie.gz'))));
  const added = new Set([...own, "aujourd'hui", "presqu'île", "quelqu'un", "quelqu'une"]);
  const seen = new Map<string, boolean>();
  const holds = (word: string) => added.has(word) || trie.has(word);
  return (word) => {
    const known = seen.get(word);
    if (known !== undefined) return known;
    const found = holds(word) || (word.includes('-') && word.split('-').every((part) => holds(part)));
    seen.set(word, found);
    return found;
  };
}

function typographyFaults(html: string): string[] {
  const prose = proseOf(html);
  const around = (index: number) => prose.slice(Math.max(0, index - 15), index + 15).trim();
  return TYPOGRAPHY.flatMap(([pattern, advice]) => {
    const found = pattern.exec(prose);
    return found ? [`« ${around(found.index)} » : ${advice}`] : [];
  });
}

const TYPOGRAPHY: readonly (readonly [RegExp, string])[] = [
  [/\.{3}/u, 'écris le caractère « … » plutôt que trois points.'],
  [/"/u, 'en français, les guillemets sont « ainsi ».'],
  [/[^\s.(] ,/u, 'pas d’espace avant une virgule.'],
];

/** Scores of Kandel and Moles (1958), from 0 (very hard) to 100, under which a level's instruction is worth a look. */
const LEAST_EASE = [0, 55, 50, 40, 35, 25, 20, 15, 10];
/** Shorter texts have too few sentences to be measured. */
const LEAST_WORDS = 20;

function hardToRead(referential: Referential, { id, skill, instructionHtml }: Challenge): string[] {
  const level = referential.skills.get(skill)?.level ?? 8;
  const ease = readingEase(instructionHtml);
  if (ease === null || ease >= (LEAST_EASE[level] ?? 0)) return [];
  return [
    `${id} : consigne difficile à lire au niveau ${level} (facilité ${Math.round(ease)} sur 100) : coupe les phrases, prends des mots courts.`,
  ];
}

/** 207 - 1.015 × words per sentence - 73.6 × syllables per word (Kandel and Moles); null for a very short text. */
export function readingEase(html: string): number | null {
  const sentences = proseOf(html)
    .split(/[.!?:;…]+\s/u)
    .map((sentence) => sentence.match(/\p{L}[\p{L}\p{M}-]*/gu) ?? [])
    .filter((words) => words.length > 0);
  const words = sentences.flat();
  if (words.length < LEAST_WORDS) return null;
  const syllables = words.reduce((total, word) => total + syllablesOf(word), 0);
  return 207 - (1.015 * words.length) / sentences.length - (73.6 * syllables) / words.length;
}

/** Groups of vowels, a final mute e left out. */
function syllablesOf(word: string): number {
  const plain = foldText(word);
  return Math.max(1, plain.replace(/(?<=.)(?:es?|ent)$/u, '').match(/[aeiouyœ]+/gu)?.length ?? 0);
}
