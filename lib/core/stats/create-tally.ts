import type { FailureCode } from "../../contracts/failures";
import type { EngineName } from "../../contracts/verdict";
import type { AttemptEvent } from "../resilience/create-host-policy";

/** Durations kept of each model, the latest ones. */
const KEPT_DURATIONS = 512;

interface ModelTally {
  readonly firstAttempts: number;
  readonly retries: number;
  readonly answered: number;
  readonly failed: Readonly<Partial<Record<FailureCode, number>>>;
  /** Milliseconds of the latest attempts that were answered; null without any. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
}

/** Counts what the engines did since the start. Bounded: models are few, codes are closed. */
export interface Tally {
  answered(engine: EngineName, texts: number): void;
  attempted(event: AttemptEvent): void;
  looked(hit: "fresh" | "stale" | "miss"): void;
  texts(): Readonly<Partial<Record<EngineName, number>>>;
  cache(): { readonly fresh: number; readonly stale: number; readonly miss: number };
  model(key: string): ModelTally;
}

interface Counts {
  firstAttempts: number;
  retries: number;
  answered: number;
  readonly failed: Partial<Record<FailureCode, number>>;
  readonly durations: number[];
}

export function createTally(): Tally {
  const byEngine: Partial<Record<EngineName, number>> = {};
  const looks = { fresh: 0, stale: 0, miss: 0 };
  const models = new Map<string, Counts>();

  const countsOf = (key: string): Counts => {
    const known = models.get(key);
    if (known) return known;
    const made: Counts = { firstAttempts: 0, retries: 0, answered: 0, failed: {}, durations: [] };
    models.set(key, made);
    return made;
  };

  return {
    answered(engine, texts) {
      byEngine[engine] = (byEngine[engine] ?? 0) + texts;
    },
    attempted({ model, attempt, outcome, ms }) {
      const counts = countsOf(model);
      if (attempt === 0) counts.firstAttempts += 1;
      else counts.retries += 1;
      if (outcome !== "answered") {
        counts.failed[outcome] = (counts.failed[outcome] ?? 0) + 1;
        return;
      }
      counts.answered += 1;
      counts.durations.push(Math.round(ms * 100) / 100);
      if (counts.durations.length > KEPT_DURATIONS) counts.durations.shift();
    },
    looked(hit) {
      looks[hit] += 1;
    },
    texts: () => ({ ...byEngine }),
    cache: () => ({ ...looks }),
    model(key) {
      const { durations, failed, ...counts } = models.get(key) ?? {
        firstAttempts: 0,
        retries: 0,
        answered: 0,
        failed: {},
        durations: [],
      };
      const sorted = durations.toSorted((a, b) => a - b);
      return {
        ...counts,
        failed: { ...failed },
        p50Ms: percentile(sorted, 0.5),
        p95Ms: percentile(sorted, 0.95),
        p99Ms: percentile(sorted, 0.99),
      };
    },
  };
}

/** Nearest rank. */
const percentile = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
