/** Freezes a value and all it holds, maps included; returns it. Values must not be circular. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map) {
    for (const [key, item] of value) {
      deepFreeze(key);
      deepFreeze(item);
    }
    for (const method of ['set', 'delete', 'clear']) {
      Object.defineProperty(value, method, { value: refuseChange });
    }
  }
  for (const item of Object.values(value)) deepFreeze(item);
  return Object.freeze(value);
}

function refuseChange(): never {
  throw new TypeError('the referential is immutable once loaded');
}
