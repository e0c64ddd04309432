import { describe, expect, test } from 'vitest';
import { isFinal, isTooSoon, waitBeforeRetry } from '../../src/grades/deliver.ts';

describe('the wait before another try', () => {
  test.each([
    [0, { status: 503 }, 10],
    [1, { status: 503 }, 20],
    [5, { status: null }, 320],
    [9, { status: 500 }, 3600],
    [400, { status: 500 }, 3600],
    [0, { status: 429, retryAfterSeconds: 45 }, 45],
    [0, { status: 503, retryAfterSeconds: 0 }, 10],
    [3, { status: 503, retryAfterSeconds: 1 }, 80],
    [0, { status: 503, retryAfterSeconds: 7200 }, 7200],
    [0, { status: 429, retryAfterSeconds: 86_400 }, 86_400],
    [0, { status: 409 }, 3],
    [5, { status: 409 }, 320],
  ])('after %i tries, on %j: %i s', (attempts, error, seconds) => {
    expect(waitBeforeRetry(attempts, { code: 'x', retryAfterSeconds: undefined, ...error })).toBe(seconds);
  });
});

describe('the distance from the score before', () => {
  const now = new Date('2026-11-22T10:00:00Z');
  test.each([
    [undefined, false],
    ['2026-11-22T09:59:57.999Z', false],
    ['2026-11-22T09:59:58.001Z', true],
    ['2026-11-22T10:00:00Z', true],
    // Our clock was an hour ahead, and is right again.
    ['2026-11-22T11:00:00Z', false],
  ])('a score at %s: to be waited for, %s', (last, soon) => {
    expect(isTooSoon(last === undefined ? undefined : new Date(last), now)).toBe(soon);
  });
});

describe('a grade is refused for good', () => {
  const reason = 'grade.reason.unreadable';
  const busy = 'grade.reason.busy';
  test.each([
    [{ attempts: 0, reason: null }, { kind: 'refused', code: 'status-403' }, true],
    [{ attempts: 9, reason: busy }, { kind: 'retry', code: 'status-503' }, false],
    [{ attempts: 0, reason: null }, { kind: 'refused', code: 'unreadable' }, false],
    [{ attempts: 1, reason }, { kind: 'refused', code: 'too-large' }, false],
    [{ attempts: 2, reason }, { kind: 'refused', code: 'unreadable' }, true],
    // After a busy LMS, one page of something on the way is the first of its kind.
    [{ attempts: 8, reason: busy }, { kind: 'refused', code: 'too-large' }, false],
    [{ attempts: 2, reason }, { kind: 'retry', code: 'token-unreadable' }, false],
    [{ attempts: 2, reason }, { kind: 'retry', code: 'unreadable-answer' }, false],
  ] as const)('after %j, on %j: %s', (before, error, final) => {
    expect(isFinal(before, { reason, ...error })).toBe(final);
  });
});
