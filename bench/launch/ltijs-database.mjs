/** What each collection is looked up by on the way of a launch: found without a walk through all of it. */
const KEYS = {
  state: ['state'],
  nonce: ['nonce'],
  idtoken: ['iss', 'clientId', 'deploymentId', 'user'],
  contexttoken: ['contextId', 'user'],
};

/**
 * A database plugin for `ltijs`, in memory: the five verbs of its documented interface. Nothing is encrypted, nothing
 * runs out: less work than any database that it would have in use.
 */
export class MemoryDatabase {
  #collections = new Map();
  #count = 0;

  async setup() {
    return true;
  }

  async Close() {
    return true;
  }

  async Get(_encryptionKey, collection, query) {
    const found = this.#find(collection, query).map(([, item]) => item);
    return found.length > 0 && found;
  }

  async Insert(_encryptionKey, collection, item, index) {
    const whole = { ...index, ...item, createdAt: Date.now() };
    this.#count += 1;
    this.#items(collection).set(keyOf(collection, whole) ?? `#${this.#count}`, whole);
    return true;
  }

  async Replace(encryptionKey, collection, query, item, index) {
    await this.Delete(collection, query);
    return this.Insert(encryptionKey, collection, item, index);
  }

  async Modify(_encryptionKey, collection, query, change) {
    for (const [, item] of this.#find(collection, query)) Object.assign(item, change);
    return true;
  }

  async Delete(collection, query) {
    for (const [key] of this.#find(collection, query)) this.#items(collection).delete(key);
    return true;
  }

  #items(collection) {
    let items = this.#collections.get(collection);
    if (!items) {
      items = new Map();
      this.#collections.set(collection, items);
    }
    return items;
  }

  #find(collection, query = {}) {
    const items = this.#items(collection);
    const key = keyOf(collection, query);
    if (key !== undefined) {
      const item = items.get(key);
      return item ? [[key, item]] : [];
    }
    const wanted = Object.entries(query);
    return [...items].filter(([, item]) => wanted.every(([name, value]) => item[name] === value));
  }
}

function keyOf(collection, values) {
  const names = KEYS[collection];
  return names?.every((name) => values[name] !== undefined)
    ? JSON.stringify(names.map((name) => values[name]))
    : undefined;
}
