import { describe, expect, test } from 'vitest';
import { type RunOptions, runProgram } from '../../src/engine/practicals/code-run.ts';

/** What a program prints, without its last line's end; its trouble must be none. */
function printed(program: string, options?: RunOptions): string {
  const run = runProgram(program, options);
  expect(run.trouble).toBeNull();
  return run.printed.replace(/\n$/, '');
}

/** What each expression is worth. */
function worth(...calls: string[]): string[] {
  return runProgram('', { calls: calls.map((call) => ({ call })) }).results.map(({ text, trouble }) =>
    trouble ? `!${trouble.code}` : text,
  );
}

function trouble(program: string, options?: RunOptions) {
  const { code, line } = runProgram(program, options).trouble ?? { code: 'none', line: 0 };
  return `${code} ${line}`;
}

describe('what a program does', () => {
  test('affectations, tests and loops', () => {
    expect(
      printed(
        [
          'somme = 0',
          'for i in range(2, 6):',
          '    if i % 2 == 0 and i != 4:',
          '        continue',
          '    elif i > 4: break',
          '    else:',
          '        somme += i  # trois, puis quatre',
          'n = 0',
          'while n < 3:',
          '    n = n + 1',
          'a, b = n, somme',
          'a, b = b, a',
          'print(a, b, sep=" et ", end=".")',
        ].join('\n'),
      ),
    ).toBe('7 et 3.');
  });

  test('functions: default values, names, recursion, local and global variables', () => {
    const program = [
      'total = 0',
      'def ajoute(n, fois=1):',
      '    """Ajoute au total."""',
      '    global total',
      '    total = total + n * fois',
      '    reste = 5',
      '    return total',
      'def fact(n):',
      '    return 1 if n < 2 else n * fact(n - 1)',
      'reste = 1',
      'ajoute(2)',
      'ajoute(fois=3, n=1)',
      'print(total, reste, fact(20), ajoute)',
    ].join('\n');
    expect(printed(program)).toBe('5 1 2432902008176640000 <function ajoute>');
    expect(printed('def f():\n    pass\nprint(f())')).toBe('None');
  });

  test('two names for one list, and a list changed while it is walked through', () => {
    expect(printed('a = [1, 2]\nb = a\nb.append(3)\nc = a[:]\nc.pop(0)\nprint(a, c)')).toBe(
      '[1, 2, 3] [2, 3]',
    );
    expect(printed('l = [0, 0, 1]\nfor x in l:\n    if x == 0:\n        l.remove(x)\nprint(l)')).toBe(
      '[0, 1]',
    );
    expect(printed('l = [4, 1]\nl[-1] += 6\ndel l[0]\nl += [2]\nprint(l, len(l))')).toBe('[7, 2] 2');
  });

  test('texts, written over lines, joined and formatted', () => {
    expect(printed('nom = "Zoé"\nprint(f"{nom.upper()} a {7 / 2:.1f} ans, {{et}} {[1, 2][0]}")')).toBe(
      'ZOÉ a 3.5 ans, {et} 1',
    );
    expect(printed("t = '''un\ndeux'''\nprint(t.split('\\n'), 'a' 'b', \"l'été\", ['l\\'été'])")).toBe(
      "['un', 'deux'] ab l'été [\"l'été\"]",
    );
    expect(printed('l = [1,\n  2,\n]\nprint(l); print("fin")')).toBe('[1, 2]\nfin');
    expect(printed('for c in "été":\n\tprint(c, end="-")\r\n')).toBe('é-t-é-');
  });

  test('dictionaries, one inside the other', () => {
    const program = [
      'def total(r):',
      '    if isinstance(r, list):',
      '        return sum(r)',
      '    s = 0',
      '    for nom in r:',
      '        s += total(r[nom])',
      '    return s',
      'd = {"a": [1, 2], "b": {"c": [3], "d": {}}}',
      'd["e"] = [4]',
      'print(total(d), list(d.keys()), "a" in d, d.get("z", 0))',
    ].join('\n');
    expect(printed(program)).toBe("10 ['a', 'b', 'e'] True 0");
  });

  test('what is typed, and values put in place of those of the program', () => {
    expect(printed('n = int(input("Âge ? "))\nprint(n + 1)', { inputs: ['12'] })).toBe('13');
    expect(trouble('input()\ninput()', { inputs: ['1'] })).toBe('input 2');
    const given = { v: '8', l: '[1, 2]' };
    expect(printed('v = 5\nl = []\nv = v + 1\nprint(v, l)', { given })).toBe('9 [1, 2]');
  });
});

test('what expressions are worth, as Python 3 says', () => {
  expect(worth('7 // 2', '-7 // 2', '-7 % 3', '7 % -3', '7 / 2', '2 ** 10', '2 ** -1', '-2 ** 2')).toEqual([
    ...['3', '-4', '2', '-2', '3.5', '1024', '0.5', '-4'],
  ]);
  expect(worth('0.1 + 0.2', '1e16', '1e-5', '4 / 2', '10 ** 20', '-7.5 % 2', 'True + 1', '1 == 1.0')).toEqual(
    [...['0.30000000000000004', '1e+16', '1e-05', '2.0', '100000000000000000000', '0.5', '2', 'True']],
  );
  expect(
    worth('round(2.5)', 'round(3.5)', 'round(2.675, 2)', 'round(0.125, 2)', 'int(-3.9)', 'abs(-2)'),
  ).toEqual([...['2', '4', '2.67', '0.12', '-3', '2']]);
  expect(
    worth('1 < 2 < 3', '3 in [1, 2]', '"b" not in "abc"', 'not 0 or 1 / 0', '[] or 5', '0 and 1 / 0'),
  ).toEqual([...['True', 'False', 'False', 'True', '5', '0']]);
  expect(worth('[1, 2] == [1, 2.0]', '[1, 2] < [1, 3]', '"Z" < "a"', '(1,)', '"ab" * 2', '[0] * 3')).toEqual([
    ...['True', 'True', 'True', '(1,)', "'abab'", '[0, 0, 0]'],
  ]);
  expect(
    worth('"bonjour"[1:4]', '[1, 2, 3][::-1]', '[1, 2, 3][-2]', '"abc"[5:]', 'list(range(5, 0, -2))'),
  ).toEqual([...["'onj'", '[3, 2, 1]', '2', "''", '[5, 3, 1]']]);
  expect(
    worth('[x * y for x, y in zip([1, 2], [3, 4]) if x > 1]', 'max([3, 9, 2])', 'min(4, 1)', 'sum([1, 0.5])'),
  ).toEqual([...['[8]', '9', '1', '1.5']]);
  expect(
    worth('sorted([3, 1, 2], reverse=True)', '" a b ".split()', '"-".join(["a", "b"])', '"été".find("t")'),
  ).toEqual([...['[3, 2, 1]', "['a', 'b']", "'a-b'", '1']]);
  expect(
    worth('ord("A")', 'chr(233)', 'list(enumerate(["a"], 1))', '"aXa".replace("a", "b")', '"abc".index'),
  ).toEqual([...['65', "'é'", "[(1, 'a')]", "'bXb'", '!member-alone']]);
});

describe('what is wrong, and on which line', () => {
  test.each([
    ['x = 1\nif x = 1:\n    print(x)', 'equals-alone 2'],
    ['for i in range(3)\n    print(i)', 'colon 1'],
    ['while True:\nprint(1)', 'indent-expected 1'],
    ['x = 1\n  y = 2', 'indent-unexpected 2'],
    ['if 1:\n    x = 2\n   y = 3', 'indent-mismatch 3'],
    ['print("a"\nprint("b")', 'bracket-open 1'],
    ['print("a"))', 'bracket-extra 1'],
    ['print([1, 2)]', 'bracket-other 1'],
    ['print("a)', 'text-open 1'],
    ['print "a"', 'sign-missing 1'],
    ['print("a" x)', 'sign-missing 1'],
    ['print(“a”)', 'quote 1'],
    ['x = 5 €', 'sign-unknown 1'],
    ['2x = 5', 'name-digit 1'],
    ['else:\n    x = 1', 'else-alone 1'],
    ['if 1:\n    x = 1\nelse if 2:\n    x = 2', 'unexpected 3'],
    ['import random', 'unsupported 1'],
    ['x = ', 'line-unfinished 1'],
    ['f() = 3', 'assign-to 1'],
    ['return 3', 'return-outside 1'],
    ['break', 'outside-loop 1'],
    ['def for():\n    pass', 'name-reserved 1'],
    ['print(f"{1 +}")', 'line-unfinished 1'],
  ])('read: %s', (program, found) => {
    expect(trouble(program)).toBe(found);
  });

  test.each([
    ['total = 1\nprint(totl)', 'name 2'],
    ['t = 1\ndef f():\n    print(t)\n    t = 2\nf()', 'name-later 3'],
    ['print("a" + 3)', 'operation 1'],
    ['print("a" < 3)', 'compare 1'],
    ['x = int("douze")', 'int-text 1'],
    ['l = [1]\n\nprint(l[1])', 'index 3'],
    ['print({"a": 1}["b"])', 'key 1'],
    ['print(1 / 0)', 'zero 1'],
    ['print([].foo())', 'member 1'],
    ['x = 3\nx()', 'not-called 2'],
    ['for i in 3:\n    pass', 'not-walked 1'],
    ['a, b = [1]', 'unpack 1'],
    ['def f(a):\n    return a\nf()', 'args 3'],
    ['t = "abc"\nt[0] = "z"', 'unchangeable 2'],
    ['print(f"{\n1}")', 'text-open 1'],
    ['x = 1\nprint(f"{y}")', 'name 2'],
  ])('run: %s', (program, found) => {
    expect(trouble(program)).toBe(found);
  });
});

test('a program is bounded in time, room, depth, size and output', () => {
  const begun = performance.now();
  expect(trouble('while True:\n    pass')).toMatch(/^endless/);
  expect(trouble('n = 0\nwhile n >= 0:\n    n = n + 1')).toMatch(/^endless/);
  expect(trouble('s = "ab"\nwhile True:\n    s = s + s')).toBe('memory 3');
  expect(trouble('l = [1] * 10 ** 9')).toBe('memory 1');
  expect(trouble('print(len(list(range(10 ** 12))))')).toBe('memory 1');
  expect(trouble('x = 9\nwhile True:\n    x = x * x')).toBe('number-size 3');
  expect(trouble('x = 10 ** 10 ** 10')).toBe('number-size 1');
  expect(trouble('def f(n):\n    return f(n + 1)\nf(0)')).toBe('too-deep 2');
  expect(trouble('while True:\n    print("aaaaaaaaaaaaaaaaaaaa")')).toBe('printed 2');
  expect(trouble(`x = ${'('.repeat(500)}1${')'.repeat(500)}`)).toBe('too-nested 1');
  expect(trouble(`x = ${'[0] + '.repeat(1300)}[0]`)).toMatch(/none|memory/);
  expect(trouble('l = []\nl.append(l)\nprint(l == [l], l)')).toBe('none 0');
  const nested = 'l = [1, 2]\nfor i in range(60):\n    l = [l, l]\n';
  expect(trouble(`${nested}print(l)`)).toMatch(/^(?:endless|memory)/);
  expect(
    trouble(`${nested.replace('60', '30')}m = [1, 2]\nfor i in range(30):\n    m = [m, m]\nprint(l == m)`),
  ).toMatch(/^endless/);
  const large = 'l = [1] * 90000\nt = "a" * 90000\nwhile True:\n    ';
  for (const act of ['sum(l)', 'l == l[:]', 't[0]', 't.upper()', 'len(t)', '2 in l', 'l.count(1)'])
    expect(trouble(large + act)).toMatch(/^(?:endless|memory)/);
  expect(performance.now() - begun).toBeLessThan(15_000);
});

test('a call that fails does not spoil the next', () => {
  const { results } = runProgram('def f(n):\n    return f(n - 1) if n else 0', {
    calls: [{ call: 'f(500)' }, { call: 'f(3)', gives: '0' }],
  });
  expect(results.map(({ trouble: found }) => found?.code ?? null)).toEqual(['too-deep', null]);
  expect(results[1]).toEqual({ text: '0', same: true, trouble: null });
});

test('a decimal result may be rounded, a whole one may not', () => {
  const same = (call: string, gives: string) => runProgram('', { calls: [{ call, gives }] }).results[0]?.same;
  expect(same('0.1 + 0.2', '0.3')).toBe(true);
  expect(same('[1, 4 / 2]', '[1, 2]')).toBe(true);
  expect(same('10 ** 20 + 1', '10 ** 20')).toBe(false);
  expect(same('"3"', '3')).toBe(false);
  expect(same('None', '0')).toBe(false);
});

test('a program cannot reach what is around it', () => {
  for (const name of ['constructor', 'process', 'globalThis', '__proto__', 'eval', 'toString'])
    expect(trouble(`print(${name})`)).toBe('name 1');
  expect(trouble('[].constructor()')).toBe('member 1');
  expect(trouble('"".__proto__()')).toBe('member 1');
  expect(printed('__proto__ = {"toString": 3}\nprint(__proto__["toString"])')).toBe('3');
});
