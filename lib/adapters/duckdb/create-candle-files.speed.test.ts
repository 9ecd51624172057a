import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { expect, test } from "vitest";
import { bestOf } from "../../../scripts/lib/best-of";
import { writeMinutes } from "../../../scripts/lib/write-minutes";
import { createSeriesCache } from "../../core/market/create-series-cache";
import { createCandleFiles } from "./create-candle-files";

const COUNT = 1_000_000;

// The bounds are several times what `npm run bench:candles` holds on a quiet machine.
test("a million minutes become hours within a moment, off the event loop", async () => {
  const folder = await mkdtemp(join(tmpdir(), "candle-speed-"));
  const files = createCandleFiles();
  const cache = createSeriesCache();
  const { signal } = new AbortController();
  const [raw, path] = [join(folder, "raw.parquet"), join(folder, "clean.parquet")];
  try {
    writeMinutes(raw, COUNT, Date.UTC(2023, 0));
    const imported = await files.import({ from: raw, to: path, timeframe: "1m", fetchedAt: Date.UTC(2026, 0), signal });
    expect(imported).toMatchObject({ ok: true, value: { candles: COUNT, partialFrom: null } });
    const read = (own: AbortSignal) => files.read({ path, fileTimeframe: "1m", timeframe: "1h", signal: own });
    const timed = async (work: () => Promise<unknown>): Promise<number> => {
      const started = performance.now();
      await work();
      return performance.now() - started;
    };
    await read(signal);
    const loop = monitorEventLoopDelay({ resolution: 1 });
    loop.enable();
    const cold = await bestOf(() => timed(() => read(signal)), 300);
    loop.disable();
    await cache.get("hours", signal, read);
    const warm = await bestOf(() => timed(() => cache.get("hours", signal, read)), 5);
    const delay = loop.percentile(99) / 1e6 - 1;
    console.log(
      `from Parquet ${cold.toFixed(0)} ms, from memory ${warm.toFixed(2)} ms, event loop delay p99 ${delay.toFixed(1)} ms`,
    );
    expect(cold).toBeLessThan(600);
    expect(warm).toBeLessThan(5);
    expect(delay).toBeLessThan(80);
    const whole = await files.read({ path, fileTimeframe: "1m", timeframe: "1m", signal });
    expect(whole.ok && whole.value.time.length).toBe(COUNT);
  } finally {
    files.close();
    await rm(folder, { recursive: true });
  }
}, 90_000);
