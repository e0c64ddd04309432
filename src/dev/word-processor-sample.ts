import type { Practical } from '../referential/practicals/read.ts';
import { prepareWordProcessor, wordProcessorShape } from '../referential/practicals/word-processor.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

const EVERY_TOOL = wordProcessorShape.config.shape.tools.element.options;

/** A document with everything that a paragraph and a word may hold, and every command. */
export const WORD_PROCESSOR = documentOf({
  tools: [...EVERY_TOOL],
  lines: 14,
  header: 'Classe de 4e B',
  changes: [
    { id: 'pale', author: 'Maud', old: 'cinq', new: 'six' },
    { id: 'bruit', author: 'Ilyès', new: ' en grinçant' },
    { id: 'pluie', author: 'Maud', old: ', même sous la pluie' },
  ],
  unknown: [{ word: 'meunié', suggestions: ['meunier', 'menuet'] }, { word: 'Kergoat' }],
  paragraphs: [
    { id: 'titre', text: 'Le moulin de Kergoat', style: 'title-1', align: 'center' },
    { id: 'roue', text: 'La roue et l’eau', style: 'title-2' },
    'La roue compte **douze pales**. L’eau en pousse {pale} à la fois, et la roue tourne{bruit}{pluie}.',
    { id: 'bois', text: 'le chêne : solide', list: 'bullets' },
    { id: 'fer', text: 'le fer, pour *les axes*', list: 'bullets', level: 1 },
    { id: 'vie', text: 'La vie du meunier', style: 'title-2', page: true },
    { id: 'jour', text: 'Le meunié se levait avant le jour.\nIl __pesait__ le grain.', align: 'justify' },
    { id: 'un', text: 'Peser le grain', list: 'numbers' },
    { id: 'deux', text: 'Ouvrir la vanne', list: 'numbers' },
    { id: 'mot', text: `« ${LONG_WORD} », disait-il.`, style: 'quote', size: 14 },
  ],
});

/** A short one, with few commands. */
export const WORD_PROCESSOR_PLAIN = documentOf({
  tools: ['letters', 'size', 'align'],
  paragraphs: ['Chien perdu', 'Il répond au nom de Biscotte.'],
});

/** With its marks shown, and what to find being written. */
export const WORD_PROCESSOR_MARKED = documentOf({
  tools: ['replace', 'marks', 'text'],
  marks: true,
  asTyped: true,
  paragraphs: ['Le bus  passe\nsous\tl’arbuste\u00a0!', ''],
});

function documentOf(authored: object): Practical {
  return {
    component: 'word-processor',
    config: prepareWordProcessor(wordProcessorShape.config.parse(authored), [], WORKSHOP),
    expect: [],
    alternativeHtml: null,
    equivalent: null,
  };
}
