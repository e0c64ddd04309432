import { type Logger, pino } from 'pino';

/** Structured logs; what could hold a person, a token or an answer is censored even if someone logs it one day. */
export function createLog(level: string): Logger {
  return pino({
    level,
    serializers: { err: describeError },
    redact: {
      paths: [
        '*.token',
        '*.id_token',
        '*.authorization',
        '*.name',
        '*.givenName',
        '*.familyName',
        '*.email',
        '*.sub',
        '*.response',
      ],
      censor: '[retiré]',
    },
  });
}

/** PostgreSQL's errors carry what people wrote (`detail`, `where`, parameters): only what names the fault is kept. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const about = Object.fromEntries(
    ['code', 'constraint', 'table', 'column', 'routine'].flatMap((key) => {
      const value = Reflect.get(error, key);
      return typeof value === 'string' ? [[key, value]] : [];
    }),
  );
  return { name, message, ...about, stack, ...(error.cause ? { cause: describeError(error.cause) } : {}) };
}
