// One million one-minute candles to hours, from Parquet and from memory: `npm run bench:candles`. The reading runs in a
// process of its own, whose memory and event loop nothing else has touched.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { createCandleFiles } from "../lib/adapters/duckdb/create-candle-files";
import { createSeriesCache } from "../lib/core/market/create-series-cache";
import { writeMinutes } from "./lib/write-minutes";

const COUNT = 1_000_000;
const FROM = Date.UTC(2023, 0);
const ROUNDS = 15;
const signal = new AbortController().signal;
const bounds = { coldMs: 150, warmMs: 5, riseMb: 150, delayMs: 20 };

const mb = (bytes: number): number => Math.round(bytes / 1_000_000);
const ms = (value: number): string => `${value.toFixed(1)} ms`;

async function make(folder: string): Promise<void> {
  writeMinutes(join(folder, "raw.parquet"), COUNT, FROM);
  const files = createCandleFiles();
  const started = performance.now();
  const imported = await files.import({
    from: join(folder, "raw.parquet"),
    to: join(folder, "clean.parquet"),
    timeframe: "1m",
    fetchedAt: Date.UTC(2026, 0),
    signal,
  });
  files.close();
  if (!imported.ok) throw new Error(imported.error.detail);
  const bytes = statSync(join(folder, "clean.parquet")).size;
  console.log(
    `cleaned ${imported.value.candles.toLocaleString("en")} candles in ${ms(performance.now() - started)}, ${mb(bytes)} MB`,
  );
}

async function read(path: string): Promise<boolean> {
  const files = createCandleFiles();
  const cache = createSeriesCache();
  const before = process.memoryUsage.rss();
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const once = async (): Promise<number> => {
    const started = performance.now();
    const outcome = await files.read({ path, fileTimeframe: "1m", timeframe: "1h", signal });
    if (!outcome.ok) throw new Error(outcome.error.detail);
    if (outcome.value.time.length !== Math.floor(COUNT / 60)) throw new Error(`${outcome.value.time.length} hours`);
    return performance.now() - started;
  };
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 5);
  const first = await once();
  loop.enable();
  const cold: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    cold.push(await once());
    await setTimeout(20);
  }
  loop.disable();
  clearInterval(watch);
  const rise = peak - before;
  cold.sort((a, b) => a - b);
  const ask = () =>
    cache.get("1h", signal, (own) => files.read({ path, fileTimeframe: "1m", timeframe: "1h", signal: own }));
  await ask();
  const started = performance.now();
  await ask();
  const warm = performance.now() - started;
  files.close();
  const median = cold[Math.floor(ROUNDS / 2)] ?? 0;
  // The monitor counts its own resolution.
  const [p99, most] = [loop.percentile(99) / 1e6 - 1, loop.max / 1e6 - 1];
  console.log(`first read, with the library loaded and the instance opened: ${ms(first)}`);
  console.log(
    `from Parquet, instance open: median ${ms(median)}, best ${ms(cold[0] ?? 0)}, worst ${ms(cold.at(-1) ?? 0)} (at most ${bounds.coldMs})`,
  );
  console.log(`from memory: ${ms(warm)} (at most ${bounds.warmMs})`);
  console.log(`resident memory rises by ${mb(rise)} MB, the library included (at most ${bounds.riseMb})`);
  console.log(`event loop delay: p99 ${ms(p99)}, most ${ms(most)} (at most ${bounds.delayMs})`);
  return median <= bounds.coldMs && warm <= bounds.warmMs && mb(rise) <= bounds.riseMb && p99 <= bounds.delayMs;
}

const [, , path] = process.argv;
if (path === undefined) {
  const folder = mkdtempSync(join(tmpdir(), "bench-candles-"));
  try {
    await make(folder);
    const { status } = spawnSync(
      process.execPath,
      [...process.execArgv, import.meta.filename, join(folder, "clean.parquet")],
      { stdio: "inherit" },
    );
    process.exitCode = status ?? 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
} else if (!(await read(path))) process.exitCode = 1;
