import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Every setting, read and checked once at start; nothing else reads the environment. */
export interface Config {
  readonly production: boolean;
  readonly port: number;
  /** Origin without a final slash; every address we give is built from it alone. */
  readonly publicUrl: string;
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly demoLms: boolean;
  readonly demoLmsPort: number;
  readonly demoLmsUrl: string;
  /** 32 bytes derived from SECRET_KEY. */
  readonly secret: Buffer;
  readonly logLevel: string;
  readonly maxLevel: number;
  readonly retryDays: number;
  readonly resetDays: number;
  readonly certifiableCompetences: number;
  /** Express's `trust proxy`. */
  readonly trustProxy: boolean | number | string;
  readonly allowPrivateNetwork: boolean;
  readonly rateLimit: boolean;
  readonly metrics: boolean;
  /** `mailto:` or `https:` address of whom to write to when something cannot be read or used; null: the school. */
  readonly accessibilityContact: string | null;
}

export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`Réglages incorrects, Palier ne démarre pas :\n${faults.map((f) => `  - ${f}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings of README's table.
 * @throws ConfigError listing every fault: the variable, its value and what is allowed.
 */
export function readConfig(env: Environment): Config {
  const faults: string[] = [];
  const read = reader(env, faults);

  const production =
    read.oneOf('NODE_ENV', ['development', 'test', 'production'], 'development') === 'production';
  const port = read.whole('PORT', 3000, 0, 65535);
  const demoLmsPort = read.whole('DEMO_LMS_PORT', 3001, 0, 65535);
  const dataDir = path.resolve(env.DATA_DIR || '.data');
  const config = {
    production,
    port,
    publicUrl: read.origin('PUBLIC_URL', 'http://localhost:3000'),
    databaseUrl: read.databaseUrl('DATABASE_URL'),
    dataDir,
    demoLms: read.flag('DEMO_LMS', !production),
    demoLmsPort,
    demoLmsUrl: read.origin('DEMO_LMS_URL', 'http://127.0.0.1:3001'),
    logLevel: read.oneOf('LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
    maxLevel: read.whole('MAX_LEVEL', 8, 1, 8),
    retryDays: read.whole('RETRY_DAYS', 4, 0, 365),
    resetDays: read.whole('RESET_DAYS', 7, 0, 365),
    certifiableCompetences: read.whole('CERTIFIABLE_COMPETENCES', 5, 1, 16),
    trustProxy: read.trustProxy('TRUST_PROXY'),
    allowPrivateNetwork: read.flag('ALLOW_PRIVATE_NETWORK', !production),
    rateLimit: read.flag('RATE_LIMIT', true),
    metrics: read.flag('METRICS', false),
    accessibilityContact: read.contact('ACCESSIBILITY_CONTACT'),
  };
  if (production && config.publicUrl.startsWith('http://')) {
    faults.push(
      `PUBLIC_URL vaut « ${config.publicUrl} » : en production, une adresse https:// est nécessaire.`,
    );
  }
  const given = env.SECRET_KEY;
  if (given !== undefined && given !== '' && given.length < 32) {
    faults.push('SECRET_KEY est trop courte (valeur non affichée) : au moins 32 caractères au hasard.');
  }
  if (production && !given) {
    faults.push('SECRET_KEY est absente : en production, au moins 32 caractères au hasard sont nécessaires.');
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze({ ...config, secret: deriveSecret(given || keptSecret(dataDir)) });
}

function deriveSecret(text: string): Buffer {
  return createHash('sha256').update(`palier:${text}`).digest();
}

function keptSecret(dataDir: string): string {
  const file = path.join(dataDir, 'secret-key');
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(file)) {
    try {
      writeFileSync(file, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      // Another process of ours made it first: theirs is the one to read.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    chmodSync(file, 0o600);
  }
  return readFileSync(file, 'utf8');
}

function reader(env: Environment, faults: string[]) {
  const value = (name: string) => env[name]?.trim() || undefined;
  const fault = (name: string, allowed: string) => {
    faults.push(`${name} vaut « ${env[name]} » : ${allowed}.`);
  };
  return {
    oneOf(name: string, allowed: readonly string[], fallback: string): string {
      const given = value(name) ?? fallback;
      if (!allowed.includes(given)) fault(name, `valeurs permises : ${allowed.join(', ')}`);
      return given;
    },
    whole(name: string, fallback: number, min: number, max: number): number {
      const given = value(name);
      if (given === undefined) return fallback;
      const number = Number(given);
      if (!/^\d+$/.test(given) || number < min || number > max) {
        fault(name, `un nombre entier de ${min} à ${max} est attendu`);
      }
      return number;
    },
    flag(name: string, fallback: boolean): boolean {
      const given = value(name);
      if (given === undefined) return fallback;
      if (given !== 'on' && given !== 'off') fault(name, 'valeurs permises : on, off');
      return given === 'on';
    },
    origin(name: string, fallback: string): string {
      const given = value(name) ?? fallback;
      const url = URL.canParse(given) ? new URL(given) : null;
      if (
        !url ||
        !/^https?:$/.test(url.protocol) ||
        url.pathname !== '/' ||
        url.search ||
        url.hash ||
        url.username
      ) {
        fault(
          name,
          'une adresse http:// ou https:// sans chemin est attendue, par exemple https://palier.example.fr',
        );
        return given;
      }
      return url.origin;
    },
    contact(name: string): string | null {
      const given = value(name);
      if (given === undefined) return null;
      if (/^[^\s@:/?]+@[^\s@:/?]+\.[^\s@:/?]+$/.test(given)) return `mailto:${given}`;
      if (!URL.canParse(given) || new URL(given).protocol !== 'https:')
        fault(name, 'une adresse électronique ou une adresse https:// est attendue');
      return given;
    },
    databaseUrl(name: string): string | null {
      const given = value(name);
      if (given === undefined) return null;
      if (!URL.canParse(given) || !/^postgres(ql)?:$/.test(new URL(given).protocol)) {
        // The value holds a password: never shown.
        faults.push(`${name} est illisible (valeur non affichée) : une adresse postgres://… est attendue.`);
      }
      return given;
    },
    trustProxy(name: string): boolean | number | string {
      const given = value(name);
      if (given === undefined || given === 'off') return false;
      if (/^\d+$/.test(given)) return Number(given);
      if (
        !/^[0-9a-fA-F.:/, ]+$|^(loopback|linklocal|uniquelocal)(, ?(loopback|linklocal|uniquelocal))*$/.test(
          given,
        )
      ) {
        fault(name, 'off, un nombre de relais, ou des adresses de relais séparées par des virgules');
      }
      return given;
    },
  };
}
