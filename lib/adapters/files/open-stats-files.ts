import { join } from "node:path";
import type { Clock, Report } from "../../core/ports";
import type { SavedBook, StatsBook } from "../../core/stats/create-stats-book";
import type { PackedSlots } from "../../core/stats/create-timeline";
import { joinHistory, parseBook, parseHistory } from "../../core/stats/parse-book";
import { openStateFile, type StateFileLook } from "./open-state-file";

/** A crash loses so much of the figures at most; what is older than a quarter of an hour changes every five minutes. */
const WRITE_EVERY_MS = 5_000;
/** A server that is left alone writes no oftener; samples wait for what is counted next, or for the end. */
const SAMPLES_EVERY_MS = 5 * 60_000;
/** Both are far smaller: docs/measurements.md. */
const MOST_BYTES = 32_000_000;
const EVENTS = { unsaved: "stats_not_saved", broken: "stats_file_broken" };

export interface StatsFiles {
  /** What an earlier run left; null when that is nothing, or nothing that can be used. */
  load(): Promise<SavedBook | null>;
  /** Keeps this book from now on. */
  keep(book: StatsBook): void;
  /** Something was counted. */
  counted(): void;
  /** A sample was taken, which alone is not worth writing. */
  sampled(): void;
  /** The history changed. */
  coarsened(): void;
  flush(): Promise<void>;
  flushSync(): void;
  /** How each of the files is. */
  looks(): readonly StateFileLook[];
}

/** Keeps the figures in two files: one for the totals and the latest minutes, which change all the time, and one for what is older. */
export function openStatsFiles(options: {
  readonly dir: string;
  readonly warn: Report;
  readonly clock: Pick<Clock, "now">;
}): StatsFiles {
  const { dir, warn, clock } = options;
  let book: StatsBook | null = null;
  let samples = 0;
  let samplesAt = clock.now();
  const common = { mostBytes: MOST_BYTES, events: EVENTS, warn, clock };
  const recent = openStateFile<SavedBook>({
    ...common,
    file: join(dir, "stats.json"),
    writeEveryMs: WRITE_EVERY_MS,
    parse: parseBook,
    render() {
      [samples, samplesAt] = [0, clock.now()];
      return book?.renderRecent() ?? "null";
    },
  });
  const history = openStateFile<PackedSlots>({
    ...common,
    file: join(dir, "stats-history.json"),
    writeEveryMs: WRITE_EVERY_MS,
    parse: parseHistory,
    render: () => book?.renderHistory() ?? "null",
  });
  return {
    async load() {
      const [found, older] = await Promise.all([recent.load(), history.load()]);
      return found && older ? joinHistory(found, older) : found;
    },
    keep(kept) {
      book = kept;
    },
    counted: recent.changed,
    sampled() {
      samples += 1;
      if (clock.now() - samplesAt >= SAMPLES_EVERY_MS) recent.changed();
    },
    // At once: were the other file written first, and the process killed then, what has moved would be in neither.
    coarsened() {
      history.changed();
      void history.flush();
    },
    // The history first: what has moved to it is missing from the other.
    async flush() {
      if (samples > 0) recent.changed();
      await history.flush();
      await recent.flush();
    },
    flushSync() {
      if (samples > 0) recent.changed();
      history.flushSync();
      recent.flushSync();
    },
    looks: () => [recent.look(), history.look()],
  };
}
