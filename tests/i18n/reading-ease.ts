/*
 * Reading ease of French: L. Kandel and A. Moles, « Application de l'indice de Flesch à la langue française », 1958:
 * 207 − 1.015 × words in a sentence − 73.6 × syllables in a word. From 70 on, a text is easy (a pupil of twelve); under 50,
 * hard. A formula of means: worth something on a page of text, nothing on a button.
 */
export function readingEase(text: string): number {
  const sentences = sentencesOf(text);
  const words = sentences.flatMap(wordsOf);
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), 0);
  return 207 - (1.015 * words.length) / sentences.length - (73.6 * syllables) / words.length;
}

/** Cut where a reader stops: a full stop, a question, a colon, a semicolon, the end of a line. */
export function sentencesOf(text: string): string[] {
  return text.split(/[.!?…:;]+(?=\s|$)|\n+/u).filter((part) => wordsOf(part).length > 0);
}

/** An apostrophe ends a word (« l’élève » is two), a hyphen too; figures and what `{name}` will hold are not words. */
export function wordsOf(text: string): string[] {
  return text.replaceAll(/\{\w+\}/g, ' ').match(/\p{L}+/gu) ?? [];
}

/** Groups of vowels, without the silent end of most words (« tablette », « règles »); an elided « l’ » counts none. */
export function countSyllables(word: string): number {
  const plain = word.toLowerCase().normalize('NFC');
  if (plain.length === 1 && !/[aàyôo]/.test(plain)) return 0;
  const spoken = plain
    // « qu » and « gu » say one consonant.
    .replaceAll(/([qg])u(?=[aeiéèêî])/gu, '$1')
    .replace(/(?<=[aeiouyàâéèêëîïôûùœ].*[^aeiouyàâèêëîïôûùœ])es?$/u, '')
    // An accent begins or ends a syllable of its own; « y » between vowels is heard as a consonant.
    .replaceAll(/(?<=[aeouàâéèêîôû])([éèêëï])/gu, '-$1')
    .replaceAll(/é(?=[aeiouy])/gu, 'é-')
    .replaceAll(/y(?=[aeiouéèê])/gu, 'y-');
  return Math.max(1, spoken.match(/[aeiouyàâéèêëîïôûùœæü]+/gu)?.length ?? 0);
}
