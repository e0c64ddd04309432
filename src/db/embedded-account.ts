import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, EmbeddedDatabaseError, runCommand } from './embedded-command.ts';

/** Whether this process is root, under which PostgreSQL refuses to run. */
export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The account that owns a folder, or undefined when root owns it or it doesn't exist. */
export async function ownerOf(path: string): Promise<Account | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

/** The system's `postgres` account (`_postgres` on macOS), made when missing. Only for root. */
export async function postgresAccount(): Promise<Account> {
  const found = (await lookUp('postgres')) ?? (await lookUp('_postgres'));
  if (found) return found;
  const made = await runCommand(
    'useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/bin/false',
      'postgres',
    ],
    { cwd: '/', timeoutMs: 20_000 },
  );
  // useradd may fail because another process of ours was making the same account.
  const account = await lookUp('postgres');
  if (account) return account;
  throw new EmbeddedDatabaseError(
    `PostgreSQL refuse de fonctionner sous root, et le compte postgres n'a pas pu être créé (${made.output}). ` +
      `Créez-le (« useradd --system postgres »), lancez Palier avec un compte ordinaire, ou indiquez un serveur ` +
      `dans DATABASE_URL.`,
  );
}

/** Whether the account can pass through every folder on the way to `folder`: found by going there as that account. */
export async function canReach(folder: string, account: Account): Promise<boolean> {
  const script = 'cd -- "$1" && test -x .';
  const tried = await runCommand('sh', ['-c', script, 'sh', join(folder, '.')], {
    cwd: '/',
    account,
    timeoutMs: 10_000,
  });
  return tried.ok;
}

async function lookUp(name: string): Promise<Account | undefined> {
  const [user, group] = await Promise.all(
    ['-u', '-g'].map((what) => runCommand('id', [what, name], { cwd: '/', timeoutMs: 10_000 })),
  );
  if (!user?.ok || !group?.ok) return undefined;
  const account = { uid: Number(user.output), gid: Number(group.output) };
  return Number.isInteger(account.uid) && Number.isInteger(account.gid) && account.uid > 0
    ? account
    : undefined;
}
