import { clearInterval, setInterval } from "node:timers";
import type { StateFileLook } from "../adapters/files/open-state-file";
import { openStatsFiles } from "../adapters/files/open-stats-files";
import { createSharedStats } from "../adapters/redis/create-shared-stats";
import type { RedisLink } from "../adapters/redis/open-redis";
import type { Clock, Report } from "../core/ports";
import { createStatsBook, type StatsRecorder } from "../core/stats/create-stats-book";
import { createStatsShare } from "../core/stats/create-stats-share";
import { type ReadSlots, readSlots } from "../core/stats/read-slots";
import { type ReadStats, readStats } from "../core/stats/read-stats";
import type { Sheet } from "../core/stats/sheet";

const PUSH_EVERY_MS = 1_000;

export interface Stats {
  readonly recorder: StatsRecorder;
  /** The time by which slots begin and end: milliseconds since the epoch. */
  readonly time: () => number;
  readonly read: ReadStats;
  readonly slots: ReadSlots;
  /** How the files are that it is kept in; none where it is kept in Redis. */
  readonly files: () => readonly StateFileLook[];
  flushSync(): void;
  /**
   * What this process counted since its start, wherever the rest is kept: a count that begins with what a file remembers would go back
   * after a crash, to what was last written, and Prometheus would take all of it for new.
   */
  readonly own: () => Sheet;
  close(): Promise<void>;
}

/** Figures that outlive the process: in Redis, added up with those of others, or in files of this machine. Never both. */
export async function createStats(options: {
  readonly dir: string;
  readonly redis: RedisLink | null | undefined;
  readonly clock: Clock;
  readonly warn: Report;
}): Promise<Stats> {
  return options.redis ? shareStats(options.redis, options.clock) : keepStats(options);
}

async function keepStats({ dir, clock, warn }: Parameters<typeof createStats>[0]): Promise<Stats> {
  const files = openStatsFiles({ dir, warn, clock });
  const saved = await files.load();
  const { counted, sampled, coarsened } = files;
  const book = createStatsBook({ clock, saved, counted, sampled, coarsened });
  files.keep(book);
  // Half of the figures on disk is not all of them.
  const isKept = (): boolean => files.looks().every(({ written }) => written !== false);
  return {
    recorder: book,
    time: book.time,
    read: async (window) => readStats(book, window, isKept() ? "disk" : "memory"),
    slots: async (window, since) => readSlots(book, window, since),
    files: files.looks,
    flushSync: files.flushSync,
    own: book.own,
    close: files.flush,
  };
}

function shareStats(redis: RedisLink, clock: Clock): Stats {
  const book = createStatsBook({ clock, settled: (sheet, time) => share.take(sheet, time) });
  const share = createStatsShare(book, createSharedStats(redis));
  const timer = setInterval(() => void share.push(), PUSH_EVERY_MS).unref();
  return {
    recorder: book,
    time: book.time,
    read: share.read,
    slots: share.slots,
    files: () => [],
    flushSync: () => {},
    own: book.own,
    async close() {
      clearInterval(timer);
      await share.push({ leaving: true });
    },
  };
}
