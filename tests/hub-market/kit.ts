import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach } from "vitest";
import { createCandleFiles } from "../../lib/adapters/duckdb/create-candle-files";
import { type HubMarket, type HubMarketOptions, openHubMarket } from "../../lib/adapters/hf-datasets/open-hub-market";
import type { CandleSource, Series, SeriesRequest } from "../../lib/core/market/candle-source";
import { type Double, type DoubleOptions, startDouble } from "../hf-double/start-double";

/** The day that the double's candles end with, at first. */
export const NOW = Date.UTC(2026, 10, 20, 15);
export const DAY = 86_400_000;

/** A clock that a test moves. */
function makeClock() {
  const live = { now: 1_000_000, wall: NOW };
  return {
    now: () => live.now + performance.now(),
    wall: () => live.wall,
    pass(ms: number) {
      live.now += ms;
      live.wall += ms;
    },
    setWall(wall: number) {
      live.wall = wall;
    },
  };
}

export interface Kit {
  readonly double: (options?: DoubleOptions) => Promise<Double>;
  readonly clock: ReturnType<typeof makeClock>;
  /** A market over the double, in the folder of this test. */
  readonly open: (double: Double, options?: Partial<HubMarketOptions>) => HubMarket;
  readonly dir: () => string;
  readonly warnings: { readonly event: string; readonly fields: Readonly<Record<string, unknown>> }[];
}

/** What tests of the Hub's candles need, fresh for each. */
export function marketKit(): Kit {
  const files = createCandleFiles();
  const open: (() => Promise<unknown>)[] = [];
  const kit = { dir: "", clock: makeClock(), warnings: [] as Kit["warnings"] };
  beforeEach(async () => {
    kit.dir = await mkdtemp(join(tmpdir(), "barometer-test-market-"));
    kit.clock = makeClock();
    kit.warnings.length = 0;
  });
  afterEach(async () => {
    for (const end of open.splice(0).reverse()) await end();
    await rm(kit.dir, { recursive: true, force: true });
  });
  afterAll(() => files.close());
  return {
    async double(options = {}) {
      const double = await startDouble({ now: NOW, candleRows: 3_000, ...options });
      open.push(() => double.stop());
      return double;
    },
    get clock() {
      return kit.clock;
    },
    open(double, options = {}) {
      const market = openHubMarket({
        dataDir: kit.dir,
        hubOrigin: double.origins.hub,
        files,
        clock: kit.clock,
        warn: (event, fields) => kit.warnings.push({ event, fields }),
        limits: { downloadMs: 20_000 },
        ...options,
      });
      open.push(() => market.close());
      return market;
    },
    dir: () => kit.dir,
    warnings: kit.warnings,
  };
}

export const ask = (source: CandleSource, request: Partial<SeriesRequest> = {}) =>
  source.read({ symbol: "BTC", timeframe: "1h", from: null, signal: new AbortController().signal, ...request });

/** A series that must be there. */
export async function seriesOf(source: CandleSource, request: Partial<SeriesRequest> = {}): Promise<Series> {
  const outcome = await ask(source, request);
  if (!outcome.ok) throw new Error(`no series: ${outcome.error.code}, ${outcome.error.detail}`);
  if (outcome.value === null) throw new Error("no series: no such coin");
  return outcome.value;
}

/** Waits until something holds. */
export async function until(holds: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error("it did not come about");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Bytes that the double sent of large files. */
export const bytesSent = (double: Double): number =>
  double
    .requests()
    .filter(({ service }) => service === "cdn")
    .reduce((sum, { sentBytes }) => sum + sentBytes, 0);

export const namesIn = (dir: string): Promise<string[]> => readdir(dir).catch(() => []);
