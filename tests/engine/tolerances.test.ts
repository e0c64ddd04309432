import { describe, expect, test } from 'vitest';
import { correct } from '../../src/engine/correct.ts';
import type { AnswerField } from '../../src/referential/types.ts';

/** Each tolerance alone: what it lets pass, what it must not; then PIX's known traps, format by format. */

const NONE = { caseAndAccents: false, punctuation: false, typos: false };
const ALL = { caseAndAccents: true, punctuation: true, typos: true };

function accepts(accepted: string[], answer: string, more: Partial<AnswerField> = {}): boolean {
  const field: AnswerField = {
    id: 'reponse',
    label: 'Réponse',
    format: 'text',
    size: 'words',
    accepted,
    tolerances: ALL,
    ...more,
  };
  return correct({ type: 'qroc', choices: [], fields: [field] }, { fields: { reponse: answer } }).correct;
}

describe('no tolerance at all', () => {
  test.each([
    ['Wi-Fi', 'Wi-Fi', true],
    ['Wi-Fi', '  Wi-Fi ', true],
    ['Wi-Fi', 'Wi‑Fi', true],
    ['l’écran', "l'écran", true],
    ['deux mots', 'deux  mots', true],
    ['Wi-Fi', 'wi-fi', false],
    ['Wi-Fi', 'WiFi', false],
    ['Wi-Fi', 'Wi-Fy', false],
    ['écran', 'ecran', false],
    ['deux mots', 'deuxmots', false],
  ])('%s, given « %s »: %s', (accepted, answer, right) => {
    expect(accepts([accepted], answer, { tolerances: NONE })).toBe(right);
  });
});

describe('t1 alone: case, accents and spaces', () => {
  test.each([
    ['Écran', 'ecran', true],
    ['Écran', 'ÉCRAN', true],
    ['cœur', 'COEUR', true],
    ['mot de passe', 'motdepasse', true],
    ['ça', 'ca', true],
    ['Écran', 'écrans', false],
    ['Écran', 'ecran!', false],
    ['mot de passe', 'mot-de-passe', false],
    ['Écran', 'ecarn', false],
  ])('%s, given « %s »: %s', (accepted, answer, right) => {
    expect(accepts([accepted], answer, { tolerances: { ...NONE, caseAndAccents: true } })).toBe(right);
  });
});

describe('t2 alone: punctuation', () => {
  test.each([
    ['mot de passe', 'mot de passe.', true],
    ['mot de passe', '« mot de passe »', true],
    ['moteur', '(moteur)', true],
    ['Wi-Fi', 'WiFi', true],
    ['mot de passe', 'Mot de passe.', false],
    ['écran', 'ecran.', false],
    ['moteur', 'motuer.', false],
    ['3,5', '35', false],
    ['3,5', '3.5', true],
    ['-2', '2', false],
    ['12', '1-2', true],
    ['@', '#', false],
    ['?', '!', false],
    ['...', '?', false],
  ])('%s, given « %s »: %s', (accepted, answer, right) => {
    expect(accepts([accepted], answer, { tolerances: { ...NONE, punctuation: true } })).toBe(right);
  });
});

describe('t3 alone: a slip of the keyboard for four characters', () => {
  test.each([
    ['navigateur', 'navigatuer', true],
    ['navigateur', 'navigatteur', true],
    ['navigateur', 'navgateur', true],
    ['page', 'pqge', true],
    ['page', 'pgae', false],
    ['clé', 'clo', false],
    ['navigateur', 'Navigateur', true],
    ['navigateur', 'NAVIGATEUR', false],
    ['navigateur', 'navire', false],
    ['ipv4', 'ipv6', false],
    ['salle 12', 'salle 21', false],
    ['salle 12', 'sale 12', true],
  ])('%s, given « %s »: %s', (accepted, answer, right) => {
    expect(accepts([accepted], answer, { tolerances: { ...NONE, typos: true } })).toBe(right);
  });
});

describe('several accepted answers', () => {
  const ways = ['le presse-papiers', 'presse-papiers', 'clipboard'];
  test.each([
    ['le presse-papiers', true],
    ['Presse papiers', true],
    ['clipboard', true],
    ['clipbord', true],
    ['le clipboard', true],
    ['le clipboard bleu', false],
    ['presse', false],
    ['presse-papiers clipboard', false],
    ['', false],
  ])('« %s »: %s', (answer, right) => {
    expect(accepts(ways, answer)).toBe(right);
  });

  test.each([
    ['12', true],
    ['12,0', true],
    ['13', true],
    ['12,5', false],
    ['12 ou 13', false],
    ['1213', false],
  ])('numbers, « %s »: %s', (answer, right) => {
    expect(accepts(['12', '13'], answer, { format: 'number' })).toBe(right);
  });
});

describe('a decimal comma, and a unit', () => {
  test.each([
    ['3,5', true],
    ['3.5', true],
    ['3,50', true],
    ['3,5 Go', true],
    ['3.5go', true],
    ['3,5\u00a0Go', true],
    ['3, 5', false],
    ['3,5 Mo', false],
    ['3,5 Go Go', false],
    ['Go 3,5', false],
    ['3,5G', false],
    ['35', false],
    ['3 5', false],
    ['3;5', false],
    ['3,5,0', false],
    ['3500', false],
  ])('3,5 Go, given « %s »: %s', (answer, right) => {
    expect(accepts(['3,5'], answer, { format: 'number', unit: 'Go' })).toBe(right);
  });
});

describe('known traps', () => {
  test.each(['.', '!', '?!', ',', '-', "'", '«»', '…', '()', '/', ' . ', '\u200b', '\u00a0'])(
    'punctuation alone is no answer: « %s »',
    (answer) => {
      for (const format of ['text', 'number', 'date'] as const) {
        const accepted = { text: 'moteur', number: '12', date: '5 mars 2026' }[format];
        expect(accepts([accepted], answer, { format })).toBe(false);
      }
      expect(accepts(['a'], answer)).toBe(false);
      expect(accepts(['oui'], answer, { tolerances: { ...NONE, punctuation: true } })).toBe(false);
    },
  );

  test('in fields to fill in any order, it does not fill one', () => {
    const fields = ['souris', 'clavier'].map(
      (word, index): AnswerField => ({
        id: `f${index}`,
        label: word,
        format: 'text',
        size: 'words',
        accepted: [word],
        tolerances: ALL,
      }),
    );
    const challenge = { type: 'qrocm-dep' as const, choices: [], fields };
    expect(correct(challenge, { fields: { f0: '...', f1: 'souris' } }).fields).toEqual({
      f0: false,
      f1: true,
    });
  });

  test.each<[string, Partial<AnswerField>, string, boolean]>([
    ['typos off', { tolerances: { ...ALL, typos: false } }, 'https', true],
    ['typos off', { tolerances: { ...ALL, typos: false } }, 'HTTPS', true],
    ['typos off', { tolerances: { ...ALL, typos: false } }, 'http', false],
    ['typos off', { tolerances: { ...ALL, typos: false } }, 'htttps', false],
    ['named as refused', { refused: ['http', 'ftp'] }, 'https', true],
    ['named as refused', { refused: ['http', 'ftp'] }, 'htpps', true],
    ['named as refused', { refused: ['http', 'ftp'] }, 'http', false],
    ['named as refused', { refused: ['http', 'ftp'] }, 'HTTP.', false],
    ['named as refused', { refused: ['http', 'ftp'] }, 'httpz', true],
  ])('http for https, %s: « %s %s »', (_, more, answer, right) => {
    expect(accepts(['https'], answer, more)).toBe(right);
  });

  test.each([
    ['page', 'pages'],
    ['moteur', 'moteurs'],
    ['navigateur', 'navigateurss'],
    ['site', 'sit'],
    ['oui', 'ouii'],
    ['abcd', 'abcde'],
    ['abc', 'abcd'],
    ['abcdefgh', 'abcdefghijk'],
  ])('the distance is the same both ways: %s and %s', (one, other) => {
    expect(accepts([one], other)).toBe(accepts([other], one));
  });
});

describe('a number under a label', () => {
  test.each([
    ['Étape à refaire', undefined, 'étape 4', true],
    ['Étape à refaire', undefined, "C'est l'étape 4", true],
    ['Étape à refaire', undefined, 'Etape n° 4', true],
    ['Étape à refaire', undefined, 'étape 5', false],
    ['Étape à refaire', undefined, 'page 4', false],
    ['Étape à refaire', undefined, 'étape', false],
    ['Nombre de sources', undefined, '4 sources', true],
    ['Nombre de sources', undefined, '4 livres', false],
    ['Nombre de sources', undefined, '4 sources 5', false],
    ['Poids (1 Go vaut 1000 Mo)', 'Mo', '4 Mo', true],
    ['Poids (1 Go vaut 1000 Mo)', 'Mo', 'poids 4 Mo', true],
    ['Poids (1 Go vaut 1000 Mo)', 'Mo', '4 Go', false],
    ['Part a', undefined, '4a', false],
  ])('« %s » (%s), given « %s »: %s', (label, unit, answer, right) => {
    expect(accepts(['4'], answer, { format: 'number', label, ...(unit === undefined ? {} : { unit }) })).toBe(
      right,
    );
  });
});
