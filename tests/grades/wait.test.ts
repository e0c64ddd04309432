import { describe, expect, test } from 'vitest';
import { waitBeforeRetry } from '../../src/grades/deliver.ts';

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
