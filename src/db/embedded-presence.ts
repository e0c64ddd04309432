import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { errorCode, processExists } from './embedded-lock.ts';
import type { PlaceLog } from './embedded-place.ts';

export type Role = 'server' | 'command';

/** A second server on one data folder; `pid` is the first one's, 0 when PostgreSQL couldn't tell. */
export class ServerAlreadyRunning extends Error {
  override name = 'ServerAlreadyRunning';
  readonly pid: number;

  constructor(pid: number) {
    super(
      `Un serveur Palier (${pid > 0 ? `le processus ${pid}` : 'un autre processus'}) utilise déjà ce dossier de ` +
        `données. Arrêtez-le d'abord${pid > 0 ? ` (« kill ${pid} »)` : ''}, ou donnez un autre DATA_DIR à celui-ci.`,
    );
    this.pid = pid;
  }
}

/** This process's mark in the database, by which the others know that it is still in use. */
export interface Presence {
  /** Gives the mark up. True: nobody else is left, and nobody can come until `close`. */
  giveUp(): Promise<boolean>;
  close(): Promise<void>;
}

/** Advisory locks are (class, number) in the database `palier`; the class is "PALI". */
const LOCK_CLASS = 0x50414c49;
const IN_USE = 1;
const SERVER = 2;

/**
 * Connects and holds the shared lock (a server also its own, exclusive). When PostgreSQL drops the connection
 * it is taken again in the background. Throws ServerAlreadyRunning, or the error of the connection.
 */
export async function takePresence(
  port: number,
  secret: string,
  role: Role,
  log: PlaceLog,
): Promise<Presence> {
  let over = false;
  const watch = (client: pg.Client) => {
    client.on('end', () => {
      if (!over) void comeBack();
    });
    return client;
  };
  const comeBack = async () => {
    log.warn({ port }, 'Connexion de garde à la base de données perdue ; nouvel essai.');
    for (let delayMs = 500; !over; delayMs = Math.min(delayMs * 2, 30_000)) {
      await sleep(delayMs, undefined, { ref: false });
      if (over) return;
      try {
        const next = await enter(port, secret, role);
        if (over) await next.end();
        else client = watch(next);
        return;
      } catch (error) {
        if (!(error instanceof ServerAlreadyRunning)) continue;
        log.warn({ pid: error.pid }, error.message);
        return;
      }
    }
  };
  let client = watch(await enter(port, secret, role));
  return {
    async giveUp() {
      over = true;
      hold(client, true);
      try {
        return await isLast(client);
      } catch {
        // The connection may have been lost: a new one can still tell whether anybody is left.
        client = await connect(port, secret, 'palier', `palier leaving ${process.pid}`);
        return await isLast(client);
      }
    },
    async close() {
      over = true;
      // After a stop PostgreSQL has closed it already.
      await client.end().catch(() => undefined);
    },
  };
}

/**
 * Makes the role and the database `palier` unless they exist. The role owns the database and may create others
 * (tests do), but is no administrator. Throws the error of the connection or the query.
 */
export async function ensureRoleAndDatabase(port: number, secret: string): Promise<void> {
  const client = await connect(port, secret, 'postgres', `palier setup ${process.pid}`);
  try {
    const role = await client.query(`select from pg_roles where rolname = 'palier'`);
    if (role.rowCount === 0) {
      const password = client.escapeLiteral(passwordOf(secret, 'palier'));
      await client.query(`create role palier login createdb password ${password}`);
    }
    const database = await client.query(`select from pg_database where datname = 'palier'`);
    if (database.rowCount === 0) await client.query('create database palier owner palier');
  } finally {
    await client.end();
  }
}

/** The password of a role: the address we hand around opens `palier` alone, not `postgres`. */
export function passwordOf(secret: string, role: 'palier' | 'postgres'): string {
  return createHash('sha256').update(`${role}:${secret}`).digest('hex');
}

async function enter(port: number, secret: string, role: Role): Promise<pg.Client> {
  const client = await connect(port, secret, 'palier', `palier ${role} ${process.pid}`);
  try {
    if (role === 'server') await becomeTheServer(client);
    if (!(await tryLock(client, 'pg_try_advisory_lock_shared', IN_USE))) {
      throw new Error('La base de données est en train de s’arrêter.');
    }
    hold(client, false);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

async function becomeTheServer(client: pg.Client): Promise<void> {
  let pid = 0;
  for (let attempt = 0; attempt < 30; attempt++) {
    if (await tryLock(client, 'pg_try_advisory_lock', SERVER)) return;
    pid = await serverPid(client);
    if (pid > 0 && processExists(pid)) break;
    // Its process was killed a moment ago and PostgreSQL hasn't noticed yet.
    await sleep(100);
  }
  throw new ServerAlreadyRunning(pid);
}

async function serverPid(client: pg.Client): Promise<number> {
  const found = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.granted and l.classid = $1 and l.objid = $2
       and l.database = (select oid from pg_database where datname = current_database())`,
    [LOCK_CLASS, SERVER],
  );
  return Number(/^palier server (\d+)$/.exec(found.rows[0]?.name ?? '')?.[1] ?? 0);
}

async function isLast(client: pg.Client): Promise<boolean> {
  await client.query('select pg_advisory_unlock_all()');
  return tryLock(client, 'pg_try_advisory_lock', IN_USE);
}

async function tryLock(
  client: pg.Client,
  lock: 'pg_try_advisory_lock' | 'pg_try_advisory_lock_shared',
  number: number,
): Promise<boolean> {
  const answer = await client.query<{ got: boolean }>(`select ${lock}($1, $2) as got`, [LOCK_CLASS, number]);
  return answer.rows[0]?.got ?? false;
}

async function connect(
  port: number,
  secret: string,
  role: 'palier' | 'postgres',
  applicationName: string,
): Promise<pg.Client> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: role,
    password: passwordOf(secret, role),
    database: role,
    ssl: false,
    application_name: applicationName,
    connectionTimeoutMillis: 5000,
    query_timeout: 15_000,
  });
  client.on('error', () => {
    // A connection that PostgreSQL drops must not end the process; 'end' follows and decides.
  });
  await client.connect();
  return client;
}

/** The idle guard connection must not by itself keep a finished command alive. */
function hold(client: pg.Client, keepsAlive: boolean): void {
  const method = keepsAlive ? 'ref' : 'unref';
  const connection: object = client;
  if (method in connection) Reflect.get(connection, method).call(connection);
}

/** Whether PostgreSQL refused the password: asking again won't help. */
export function isRefusedPassword(error: unknown): boolean {
  return ['28P01', '28000'].includes(errorCode(error) ?? '');
}
