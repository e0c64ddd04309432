import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Writes src/db/schema.ts from the migrated database at DATABASE_URL; with --verify, only says whether it is up to date. */
const url = process.env.DATABASE_URL;
if (!url) {
  console.error('DATABASE_URL : la base migrée à lire (npm run db:types).');
  process.exit(1);
}
execFileSync(
  path.resolve('node_modules/.bin/kysely-codegen'),
  [
    '--dialect=postgres',
    '--camel-case',
    '--exclude-pattern=pgboss.*',
    '--out-file=src/db/schema.ts',
    `--url=${url}`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
