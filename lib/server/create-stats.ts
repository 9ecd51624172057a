import { clearInterval, setInterval } from "node:timers";
import type { StateFileLook } from "../adapters/files/open-state-file";
import { openStatsFiles } from "../adapters/files/open-stats-files";
import { createSharedStats } from "../adapters/redis/create-shared-stats";
import type { RedisLink } from "../adapters/redis/open-redis";
import type { Clock, Report } from "../core/ports";
import { createStatsBook, type StatsRecorder } from "../core/stats/create-stats-book";
import { createStatsShare } from "../core/stats/create-stats-share";
import { type ReadStats, readStats } from "../core/stats/read-stats";

const PUSH_EVERY_MS = 1_000;

export interface Stats {
  readonly recorder: StatsRecorder;
  readonly read: ReadStats;
  /** How the files are that it is kept in; none where it is kept in Redis. */
  readonly files: () => readonly StateFileLook[];
  flushSync(): void;
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
  const book = createStatsBook({ clock, saved, counted: files.counted, coarsened: files.coarsened });
  files.keep(book);
  return {
    recorder: book,
    read: async (window) => readStats(book, window, files.look().written === false ? "memory" : "disk"),
    files: () => [files.look()],
    flushSync: files.flushSync,
    close: files.flush,
  };
}

function shareStats(redis: RedisLink, clock: Clock): Stats {
  const book = createStatsBook({ clock, settled: (sheet, time) => share.take(sheet, time) });
  const share = createStatsShare(book, createSharedStats(redis));
  const timer = setInterval(() => void share.push(), PUSH_EVERY_MS).unref();
  return {
    recorder: book,
    read: share.read,
    files: () => [],
    flushSync: () => {},
    async close() {
      clearInterval(timer);
      await share.push({ leaving: true });
    },
  };
}
