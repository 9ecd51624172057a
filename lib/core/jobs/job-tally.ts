import { type EngineName, engines } from "../../contracts/verdict";
import { mostCareful } from "../sentiment/most-careful";
import type { ChunkReading, JobTally } from "./jobs";

export const emptyTally: JobTally = {
  done: 0,
  failed: 0,
  abstained: 0,
  counts: { bullish: 0, neutral: 0, bearish: 0 },
  engines: {},
  thresholds: {},
};

/** What the results of a chunk come to. */
export function tallyChunk({ items, thresholds }: ChunkReading): JobTally {
  const counts = { bullish: 0, neutral: 0, bearish: 0 };
  const byEngine: Partial<Record<EngineName, number>> = {};
  let failed = 0;
  let abstained = 0;
  for (const item of items) {
    if ("error" in item) {
      failed += 1;
      continue;
    }
    counts[item.label] += 1;
    byEngine[item.engine] = (byEngine[item.engine] ?? 0) + 1;
    if (item.abstained) abstained += 1;
  }
  return { done: items.length, failed, abstained, counts, engines: byEngine, thresholds };
}

export function addTallies(one: JobTally, other: JobTally): JobTally {
  return {
    done: one.done + other.done,
    failed: one.failed + other.failed,
    abstained: one.abstained + other.abstained,
    counts: {
      bullish: one.counts.bullish + other.counts.bullish,
      neutral: one.counts.neutral + other.counts.neutral,
      bearish: one.counts.bearish + other.counts.bearish,
    },
    engines: byEngine((name) => {
      const sum = (one.engines[name] ?? 0) + (other.engines[name] ?? 0);
      return sum === 0 ? undefined : sum;
    }),
    thresholds: byEngine((name) => {
      const both = [one.thresholds[name], other.thresholds[name]].flatMap((bounds) => bounds ?? []);
      return both.length === 0 ? undefined : mostCareful(both);
    }),
  };
}

const byEngine = <T>(of: (name: EngineName) => T | undefined): Partial<Record<EngineName, T>> =>
  Object.fromEntries(engines.flatMap((name) => [[name, of(name)] as const]).filter(([, value]) => value !== undefined));
