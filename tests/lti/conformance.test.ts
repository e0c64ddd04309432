import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** The listing is worth what its tests are: each row names one that exists, under its exact title. */
interface Row {
  readonly number: string;
  readonly section: string;
  readonly rule: string;
  readonly file: string;
  readonly title: string;
}

const [rulesPart = '', trapsPart = ''] = readFileSync(
  path.resolve(import.meta.dirname, 'conformance.md'),
  'utf8',
).split('\n# Traps');
const rules = readRows(rulesPart);
const traps = readRows(trapsPart);

describe('the listing', () => {
  test('has the rules of six specifications, 120 at least, numbered in order', () => {
    expect(rulesPart.match(/^## .+$/gm)).toEqual([
      '## Security Framework 1.1',
      '## LTI Core 1.3',
      '## Deep Linking 2.0',
      '## Assignment and Grade Services 2.0',
      '## Names and Role Provisioning Services 2.0',
      '## Dynamic Registration 1.0',
    ]);
    expect(rules.length).toBeGreaterThanOrEqual(120);
    expect(rules.map(({ number }) => Number(number))).toEqual(rules.map((_rule, i) => i + 1));
  });

  test('says no rule twice', () => {
    const said = [...rules, ...traps].map(({ rule }) => rule.toLowerCase());
    expect(said.filter((rule, i) => said.indexOf(rule) !== i)).toEqual([]);
    expect(said.filter((rule) => rule.length < 15)).toEqual([]);
  });

  test('has the 42 traps of Moodle', () => {
    const numbers = traps.map(({ number }) => Number(number));
    expect([...new Set(numbers)]).toEqual(Array.from({ length: 42 }, (_, i) => i + 1));
  });

  test('leaves no cell of a row empty', () => {
    const cells = [...rules, ...traps].flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => cell === '')).toEqual([]);
  });
});

test('every test that the listing names exists, under that title', () => {
  const sources = new Map<string, Source>();
  const missing = [...rules, ...traps].filter(({ file, title }) => {
    const source = sources.get(file) ?? readSource(file);
    sources.set(file, source);
    return !source.has(title);
  });
  expect(missing.map(({ number, file, title }) => `${number}: ${file} > ${title}`)).toEqual([]);
});

test('a title that is not there, or that no row makes, is missed', () => {
  const source = readSource('lti/launch.test.ts');
  expect(source.has('another issuer is refused')).toBe(true);
  expect(source.has('another issuer is welcome')).toBe(false);
  expect(source.has('no such row is refused')).toBe(false);
  expect(source.has('%s is refused')).toBe(false);
});

interface Source {
  has(title: string): boolean;
}

/** The titles of a test file: as they stand, or a `%s` of a table filled with a text of the file. */
function readSource(file: string): Source {
  const text = readFileSync(path.resolve(import.meta.dirname, '..', file), 'utf8');
  const titles = [...text.matchAll(/(?:\btest\(|\]\)\(|\)\(|>\)\()\s*(['"`])((?:\\.|(?!\1).)+)\1\s*,/gs)].map(
    ([, , title = '']) => plain(title),
  );
  const texts = new Set(
    [...text.matchAll(/(['"])((?:\\.|(?!\1).)*)\1/g)].map(([, , given = '']) => plain(given)),
  );
  return {
    has(title) {
      const own = title.split(' > ').at(-1) ?? '';
      if (!own.includes('%s') && titles.includes(own)) return true;
      return titles.some((template) => {
        const [before = '', after = '', more] = template.split('%s');
        if (!template.includes('%s') || more !== undefined) return false;
        if (!own.startsWith(before) || !own.endsWith(after)) return false;
        return texts.has(own.slice(before.length, own.length - after.length));
      });
    },
  };
}

function plain(text: string): string {
  return text.replace(/\\(['"`\\])/g, '$1');
}

function readRows(text: string): Row[] {
  return [...text.matchAll(/^\| *(\d+) \|(.*)\|$/gm)].map(([, number = '', rest = '']) => {
    const [section = '', rule = '', file = '', title = ''] = rest.split('|').map((cell) => cell.trim());
    return { number, section, rule, file: file.replaceAll('`', ''), title };
  });
}
