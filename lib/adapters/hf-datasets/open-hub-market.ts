import { join } from "node:path";
import type { CandleFiles } from "../../core/market/candle-files";
import { createSeriesCache, type SeriesCache } from "../../core/market/create-series-cache";
import type { Clock, Report } from "../../core/ports";
import { createHttpFetch } from "../http/create-http-fetch";
import type { Limits } from "./bring-file";
import { createFileKeeper } from "./create-file-keeper";
import { createHubClient } from "./create-hub-client";
import type { FileKeeper } from "./file-keeper";
import type { HubClient } from "./hub-client";
import type { MarketFolder } from "./market-folder";
import { openMarketFolder } from "./open-market-folder";

export interface HubMarketOptions {
  /** Folder of the data; files are kept in `market` below it. */
  readonly dataDir: string;
  /** HF_HUB_ORIGIN. */
  readonly hubOrigin: string;
  /** HF_TOKEN. Sent to that origin alone. */
  readonly token?: string | undefined;
  readonly files: CandleFiles;
  /** Series in memory, shared with other sources where it is given. */
  readonly series?: SeriesCache;
  readonly clock: Pick<Clock, "now" | "wall">;
  readonly warn: Report;
  /** Room on the disk for what is kept. */
  readonly cacheMb?: number;
  /** How often a file is asked whether it changed, at the most. */
  readonly refreshMin?: number;
  readonly limits?: Partial<Limits>;
  /** How long an answer may take to begin, and to go on. */
  readonly idleMs?: number;
  /** Where to write while the folder cannot be written to. The system's folder for such. */
  readonly spareDir?: string;
}

/** What the datasets of one Hub share: its client, the folder of files, what is on its way. */
export interface HubMarket {
  readonly client: HubClient;
  readonly folder: MarketFolder;
  readonly keeper: FileKeeper;
  readonly files: CandleFiles;
  readonly series: SeriesCache;
  readonly clock: Pick<Clock, "now" | "wall">;
  readonly refreshMs: number;
  /** Adds what must end with it. */
  onClose(end: () => Promise<void>): void;
  /** Ends all that is under way. Does not close `files`. */
  close(): Promise<void>;
}

const MB = 1_000_000;
const CONNECTIONS = 8;
const usual: Limits = { mostBytes: 500 * MB, downloadMs: 300_000, slowestBytesPerS: 2_000, patienceMs: 5_000 };

/** Opens the datasets of a Hub: nothing is asked before somebody asks. */
export function openHubMarket(options: HubMarketOptions): HubMarket {
  const { files, clock, warn, cacheMb = 2_048, refreshMin = 15, series = createSeriesCache() } = options;
  const http = createHttpFetch({ connections: CONNECTIONS, ...(options.idleMs ? { idleMs: options.idleMs } : {}) });
  const client = createHubClient({ fetch: http.fetch, origin: options.hubOrigin, token: options.token, clock });
  const folder = openMarketFolder({
    dir: join(options.dataDir, "market"),
    mostBytes: cacheMb * MB,
    clock,
    warn,
    ...(options.spareDir === undefined ? {} : { spare: options.spareDir }),
  });
  const refreshMs = refreshMin * 60_000;
  const limits = { ...usual, ...options.limits };
  const keeper = createFileKeeper({ client, folder, files, clock, refreshMs, limits });
  const ends: (() => Promise<void>)[] = [];
  return {
    client,
    folder,
    keeper,
    files,
    series,
    clock,
    refreshMs,
    onClose: (end) => ends.push(end),
    async close() {
      await Promise.all(ends.map((end) => end()));
      await keeper.close();
      await http.close();
      await folder.close();
    },
  };
}
