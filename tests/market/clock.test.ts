import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { datasets } from "../../lib/contracts/functions/datasets";
import { health } from "../../lib/contracts/functions/health";
import { pricesSchema } from "../../lib/contracts/functions/prices";
import { type Container, createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { handle } from "../../lib/server/handle";
import { scratchDir } from "../fakes/scratch-dir";
import { type Double, startDouble } from "../hf-double/start-double";

// Stimulus 28: the wall clock jumps, an hour is there twice or not at all, and February has a day more.
const ORIGIN = "http://localhost:7860";
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const zone = process.env.TZ;
const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  vi.useRealTimers();
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
  for (const end of ends.splice(0).reverse()) await end();
});

/** Sets the wall clock, and nothing else: timers and the monotonic clock go on. */
const setWall = (to: number): void => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(to);
};

async function openApp(env: Readonly<Record<string, string | undefined>> = {}) {
  const own = { DATA_DIR: scratchDir(), LOG_LEVEL: "silent", RATE_LIMIT_PER_MINUTE: "100000", EMBEDDED_MODEL: "off" };
  const deps: Container = await createContainer(parseEnv({ ...own, USE_HF_DATASETS: "false", ...env }));
  ends.push(() => deps.close());
  const get = async (path: string): Promise<unknown> =>
    (await handle(new Request(ORIGIN + path), functions, deps)).json();
  return {
    prices: async (query: string) => pricesSchema.parse(await get(`/api/ai/data/prices/quick/${query}`)),
    /** Nothing that is said of times lies ahead of the clock. */
    async isSound() {
      for (const { checked_at: at } of datasets.output.parse(await get(datasets.path)).datasets)
        if (at !== null) expect(Date.parse(at)).toBeLessThanOrEqual(Date.now());
      for (const { age_s: age } of health.output.parse(await get(health.path)).checks)
        expect(age).toBeGreaterThanOrEqual(0);
    },
  };
}

async function openDouble(): Promise<Double> {
  const double = await startDouble({ now: Date.now(), candleRows: 300 });
  ends.push(() => double.stop());
  return double;
}

/** Hours as many exports write them: no zone, which is UTC. */
function folderOfHours(from: number, count: number): string {
  const dir = scratchDir();
  const lines = Array.from({ length: count }, (_, i) => {
    const time = new Date(from + i * HOUR).toISOString().slice(0, 19).replace("T", " ");
    return `${time},${100 + i},${102 + i},${99 + i},${101 + i},10`;
  });
  writeFileSync(join(dir, "BTCUSDT_1h.csv"), ["time,open,high,low,close,volume", ...lines].join("\n"));
  return dir;
}

const jumps = [
  ["a day ahead", DAY],
  ["a day back", -DAY],
  ["an hour back", -HOUR],
] as const;

describe.each(jumps)("a clock that jumps %s", (_, ms) => {
  it("the sample ends with the candle that has closed, and shows of each time what it showed", async () => {
    const app = await openApp();
    const before = await app.prices("BTC?timeframe=1h&days=10");
    setWall(Date.now() + ms);
    const after = await app.prices("BTC?timeframe=1h&days=10");
    expect(Date.now() - Date.parse(after.to)).toBeGreaterThanOrEqual(HOUR);
    expect(Date.now() - Date.parse(after.to)).toBeLessThan(2 * HOUR);
    const times = new Map(before.candles.map((candle) => [candle.time, candle]));
    const both = after.candles.filter(({ time }) => times.has(time));
    expect(both.length).toBeGreaterThan(200);
    expect(both).toEqual(both.map(({ time }) => times.get(time)));
    await app.isSound();
  });

  it("a folder is looked at as often as before, and no look lies ahead", async () => {
    const start = Math.floor(Date.now() / DAY) * DAY - 20 * DAY;
    const app = await openApp({ CANDLES_DIR: folderOfHours(start, 200) });
    const before = await app.prices("BTC?timeframe=1h");
    expect(before.provenance).toMatchObject({ source: "folder", stale: false });
    setWall(Date.now() + ms);
    await app.isSound();
    expect(await app.prices("BTC?timeframe=1h")).toEqual(before);
    setWall(Date.now() - ms);
    expect(await app.prices("BTC?timeframe=1h")).toEqual(before);
    await app.isSound();
  });

  it("the Hub is not asked more often, nothing was fetched in the future, and what failed rests as long", async () => {
    const double = await openDouble();
    const app = await openApp({ USE_HF_DATASETS: "true", HF_HUB_ORIGIN: double.origins.hub });
    const before = await app.prices("BTC?timeframe=1h");
    expect(before.provenance).toMatchObject({ source: "linxy", stale: false });
    const asked = double.requests().length;
    setWall(Date.now() + ms);
    const after = await app.prices("BTC?timeframe=1h");
    expect(after.candles).toEqual(before.candles);
    expect(Date.parse(after.provenance.fetched_at ?? "")).toBeLessThanOrEqual(Date.now());
    await app.isSound();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(double.requests().length).toBe(asked);
    double.setFault({ kind: "rate-limited", resetS: 600, path: "/datasets/**/ETHUSDT*" });
    const failed = await app.prices("ETH?timeframe=1h");
    expect(failed.provenance.sample).toBe(true);
    setWall(Date.now() - ms);
    const rests = double.requests().length;
    expect((await app.prices("ETH?timeframe=1h")).degraded[0]).toMatchObject({ source: "linxy" });
    expect(double.requests().length).toBe(rests);
  });
});

describe("hours that a zone has twice or not at all", () => {
  it.for([
    ["Europe/Berlin", "2026-03-29"],
    ["Europe/Berlin", "2025-10-26"],
    ["America/New_York", "2026-03-08"],
    ["Australia/Lord_Howe", "2026-04-05"],
  ] as const)("%s on %s: candles are in UTC", async ([name, day]) => {
    process.env.TZ = name;
    const at = Date.parse(day);
    setWall(at + 5 * DAY);
    expect(new Date(at + 5 * DAY).getTimezoneOffset()).not.toBe(0);
    for (const env of [{}, { CANDLES_DIR: folderOfHours(at - 2 * DAY, 96) }]) {
      const app = await openApp(env);
      const { candles, gaps, provenance } = await app.prices(`BTC?timeframe=1h&from=${day}&to=${day}`);
      expect(candles.map(({ time }) => Date.parse(time))).toEqual(Array.from({ length: 24 }, (_, i) => at + i * HOUR));
      expect(gaps).toBe(0);
      expect(provenance.removed).toEqual({ duplicates: 0, impossible: 0, unreadable: 0, unclosed: 0 });
      const days = await app.prices(`BTC?timeframe=1d&from=${day}&to=${day}`);
      expect(days.candles[0]).toMatchObject({ time: `${day}T00:00:00.000Z`, open: candles[0]?.open });
      expect(days.candles[0]?.close).toBe(candles.at(-1)?.close);
    }
  });
});

describe("a leap day", () => {
  it("is a day like others, alone and in weeks", async () => {
    setWall(Date.UTC(2028, 2, 8, 12));
    for (const env of [{}, { CANDLES_DIR: folderOfHours(Date.UTC(2028, 1, 1), 24 * 34) }]) {
      const app = await openApp(env);
      const days = await app.prices("BTC?from=2028-02-28&to=2028-03-01");
      expect(days.candles.map(({ time }) => time.slice(0, 10))).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
      expect((await app.prices("BTC?timeframe=1h&from=2028-02-29&to=2028-02-29")).candles).toHaveLength(24);
      const week = await app.prices("BTC?timeframe=1w&from=2028-02-28&to=2028-02-29");
      expect(week.candles.map(({ time }) => time)).toEqual(["2028-02-28T00:00:00.000Z"]);
      const seven = await app.prices("BTC?from=2028-02-28&to=2028-03-05");
      expect(week.candles[0]?.close).toBe(seven.candles.at(-1)?.close);
      expect(week.high).toBe(seven.high);
    }
  });
});
