import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTime } from '../../src/engine/time-answer.ts';

const minutes = (text: string) => {
  const time = parseTime(text);
  return time === null ? null : time / 60;
};

describe('times of the day', () => {
  test.each([
    '16 h 30',
    '16h30',
    '16H30',
    '16:30',
    '16 : 30',
    '16.30',
    '16 30',
    '1630',
    '16 heures 30',
    '16 heures 30 minutes',
    '16 h 30 min',
    '16h30mn',
    'à 16 h 30',
    'Il est 16 h 30.',
    "C'est à 16h30",
    '16:30:00',
    '16:30 h',
    '16\u202Fh\u202F30',
    'seize heures trente',
    "4 h 30 de l'après-midi",
    "4 heures et demie de l'après midi",
    "quatre heures et demie de l'après-midi",
    '16 h et demie',
  ])('« %s » is half past four in the afternoon', (text) => {
    expect(minutes(text)).toBe(16 * 60 + 30);
  });

  test.each([
    ['8 h', 480],
    ['08:00', 480],
    ['8', 480],
    ['8 heures', 480],
    ['8 h du matin', 480],
    ['8 h et quart', 495],
    ['huit heures quinze', 495],
    ['neuf heures moins le quart', 525],
    ['9 h moins vingt-cinq', 515],
    ['9 h moins cinq', 535],
    ['une heure', 60],
    ['vingt et une heures', 1260],
    ['dix-sept heures', 1020],
    ['9 heures du soir', 1260],
    ['midi', 720],
    ['midi et demi', 750],
    ['midi trente', 750],
    ['midi 20', 740],
    ['minuit', 0],
    ['minuit moins dix', 1430],
    ['24 h', 0],
    ['0 h 05', 5],
    ['21 h du soir', 1260],
  ])('« %s » is %i minutes after midnight', (text, after) => {
    expect(minutes(text)).toBe(after);
  });

  test.each([
    '',
    'h',
    'plus tard',
    '25 h',
    '8 h 75',
    '24 h 30',
    '16 h du matin',
    '16:5',
    '5 mars',
    '16 h 30 €',
    '163045',
  ])('« %s » is no time', (text) => {
    expect(parseTime(text)).toBe(null);
  });

  test('whatever is typed is read or refused, and every time that a clock shows is read as each of its forms', () => {
    fc.assert(
      fc.property(fc.string(), (text) => parseTime(text) === null || Number(parseTime(text)) < 86_400),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hours, past) => {
        const two = String(past).padStart(2, '0');
        for (const text of [
          `${hours} h ${two}`,
          `${hours}:${two}`,
          `${hours}h${two}`,
          `${hours} heures ${past}`,
        ]) {
          expect(minutes(text)).toBe(hours * 60 + past);
        }
      }),
    );
  });
});
