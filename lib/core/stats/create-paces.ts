/** How much the latest time counts. */
const LATEST = 0.2;

/** How long engines take lately for a text: the exponentially weighted mean of their times, in milliseconds. Engines are few, and so are keys. */
export function createPaces() {
  const paces = new Map<string, number>();
  return {
    note(key: string, ms: number): void {
      const before = paces.get(key);
      paces.set(key, before === undefined ? ms : before + LATEST * (ms - before));
    },
    /** Null for one that was not asked yet. */
    of: (key: string): number | null => paces.get(key) ?? null,
  };
}
