import { execFileSync } from 'node:child_process';

/** Writes src/db/schema.ts from the migrated database at DATABASE_URL. */
const url = process.env['DATABASE_URL'];
if (!url) {
  console.error('DATABASE_URL : la base migrée à lire (npm run db:types).');
  process.exit(1);
}
execFileSync(
  'kysely-codegen',
  [
    '--dialect=postgres',
    '--camel-case',
    '--runtime-enums=false',
    '--exclude-pattern=pgboss.*',
    '--out-file=src/db/schema.ts',
    `--url=${url}`,
  ],
  { stdio: 'inherit' },
);
