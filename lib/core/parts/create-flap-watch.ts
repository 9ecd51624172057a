/** More changes than this within the time, and it flaps until it has been calm for so long. */
interface Limit {
  readonly changes: number;
  readonly withinMs: number;
  readonly calmMs: number;
}

const limits: readonly Limit[] = [
  { changes: 6, withinMs: 60_000, calmMs: 60_000 },
  { changes: 30, withinMs: 3_600_000, calmMs: 600_000 },
];
const MOST_TIMES = Math.max(...limits.map(({ changes }) => changes)) + 1;

export interface FlapWatch {
  /** Takes note of a change. begins: it flaps from now on. quiet: it does already. */
  changed(now: number): "plain" | "begins" | "quiet";
  /** What went by while it flapped, where it is calm since a moment ago; else null. */
  calmed(now: number): { readonly changes: number; readonly ms: number } | null;
  /** What was passed, while it flaps. */
  limit(): Limit | null;
}

/** Tells whether one part changes too often for each change to be news. Times are monotonic milliseconds; at most 31 are kept. */
export function createFlapWatch(): FlapWatch {
  const times: number[] = [];
  let passed: Limit | null = null;
  let begun = 0;
  let changes = 0;
  const lastAt = (): number => times.at(-1) ?? Number.NEGATIVE_INFINITY;
  return {
    limit: () => passed,
    changed(now) {
      times.push(now);
      if (times.length > MOST_TIMES) times.shift();
      if (passed !== null) {
        changes += 1;
        return "quiet";
      }
      const over = limits.filter((limit) => {
        const first = times.at(-1 - limit.changes);
        return first !== undefined && now - first <= limit.withinMs;
      });
      passed = over.at(-1) ?? null;
      if (passed === null) return "plain";
      begun = times.at(-1 - passed.changes) ?? now;
      changes = passed.changes + 1;
      return "begins";
    },
    calmed(now) {
      if (passed === null || now - lastAt() < passed.calmMs) return null;
      passed = null;
      return { changes, ms: lastAt() - begun };
    },
  };
}
