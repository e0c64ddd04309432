import { type Logger, pino } from 'pino';

/** Structured logs; what could hold a person, a token or an answer is censored even if someone logs it one day. */
export function createLog(level: string): Logger {
  return pino({
    level,
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
