interface CappedCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
  keys(): IterableIterator<string>;
}

/** A map of so many entries: of more, the one goes that was neither read nor written for longest. */
export function createCappedCache<Value>(most: number): CappedCache<Value> {
  const held = new Map<string, Value>();
  const put = (key: string, value: Value): void => {
    held.delete(key);
    held.set(key, value);
  };
  return {
    get(key) {
      const value = held.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    set(key, value) {
      put(key, value);
      const [oldest] = held.keys();
      if (held.size > most && oldest !== undefined) held.delete(oldest);
    },
    delete: (key) => void held.delete(key),
    // Reading moves an entry: who reads while going through them must not meet it again.
    keys: () => [...held.keys()].values(),
  };
}
