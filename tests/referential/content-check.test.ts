import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SOUND_BANK, spoiled, withBank } from './bank.ts';

const command = fileURLToPath(new URL('../../src/content-check.ts', import.meta.url));

function runCheck(changes: Readonly<Record<string, string | null>>, ...options: string[]) {
  return withBank(changes, (dir) => {
    return new Promise<{ code: number; out: string }>((resolve, reject) => {
      execFile(process.execPath, [command, dir, '--quick', ...options], (error, out, err) => {
        if (err !== '') reject(new Error(err));
        else resolve({ code: typeof error?.code === 'number' ? error.code : 0, out });
      });
    });
  });
}

test('a sound bank: counts of what pupils can meet, exit code 0', async () => {
  const { code, out } = await runCheck({}, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    competences: 1,
    tubes: 1,
    skills: 2,
    challenges: 2,
    practical: 1,
    generated: 0,
    tutorials: 1,
    levels: { '1.1': [1, 3] },
    problems: [],
    advice: expect.arrayContaining([
      'requete-5 : acquis sans épreuve validée.',
      'requete-1 : une seule épreuve ; il en faut deux pour pouvoir repasser.',
      'requete : il manque un tutoriel (comprendre.md ou savoir-plus.md).',
      'requete-3-vers : donne au moins deux réponses « refused » au champ titre.',
    ]),
  });
});

test('in words, with the levels covered and each fault at its line', async () => {
  const { code, out } = await runCheck(spoiled('tube/3-vers.yml', 'media/liste.csv', 'media/absent.csv'));
  expect(code).toBe(1);
  expect(out).toContain('À corriger : content/competences/1.1/requete/3-vers.yml:5:13 fichier absent');
  expect(out).toMatch(/^practical: 1$/m);
  expect(out).toContain('  1.1 : 1, 3\n');
  expect(out).toContain('2 faute(s) à corriger.');
});

test('a refused answer that the tolerances let pass is found', async () => {
  const { code, out } = await runCheck(spoiled('tube/3-vers.yml', '[la voile]', '[LÀ PIROGUE !]'), '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out).problems).toEqual([
    'requete-3-vers : « LÀ PIROGUE ! » (titre) est dans « refused » mais serait comptée juste.',
  ]);
});

test('an accepted answer that its own rule refuses is found', async () => {
  const { code, out } = await runCheck(
    spoiled('tube/3-vers.yml', '[la pirogue]', `[la pirogue, ${'o'.repeat(501)}]`),
    '--json',
  );
  expect(code).toBe(1);
  expect(JSON.parse(out).problems).toEqual([
    `requete-3-vers : « ${'o'.repeat(501)} » (titre) est dans « accepted » mais serait comptée fausse.`,
  ]);
});

test('two challenges that ask almost the same are pointed out', async () => {
  const question = String(SOUND_BANK['competences/1.1/requete/3-vers.yml']).replace(
    'le titre.',
    'le  titre !',
  );
  const { code, out } = await runCheck({ 'tube/3-autre.yml': question }, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out).advice).toContainEqual(
    expect.stringMatching(/^requete-3-\w+ et requete-3-\w+ se ressemblent à 9\d % : /),
  );
});

test('a zone that no point can mean is found', async () => {
  const place = 'rectangle: [120, 20, 80, 80]';
  const { code, out } = await runCheck(
    {
      'tube/5-lune.yml': `type: pointing
kind: quiz
instruction: Montre le soleil.
pictures: [{ file: media/page.svg, alt: Une page }]
zones:
  - { label: Le soleil, right: true, circle: [60, 60, 40] }
  - { label: La lune, ${place} }
  - { label: Son reflet, ${place} }
explanation: Ainsi.
seconds: 30
`,
    },
    '--json',
  );
  expect(code).toBe(1);
  expect(JSON.parse(out).problems).toEqual(['requete-5-lune : aucun point ne désigne « Son reflet ».']);
});
