import { describe, expect, it } from "vitest";
import { historyTo, makeCandles, type Pair, type Timeframe } from "../../../tests/hf-double/repos/candles";
import { doubleForTests } from "../../../tests/hf-double/test-kit";
import { type Candles, candleColumns, newCandles } from "../../core/market/candles";
import { createHubCandles } from "./create-hub-candles";
import { createHubFileReader } from "./create-hub-file-reader";

const NOW = Date.UTC(2026, 10, 20, 15, 30);
const END = Date.UTC(2026, 10, 20);
const DATASET = "/datasets/linxy/CryptoCoin";
const { signal } = new AbortController();

/** A clock that moves when told, so that no test waits for a rest to end. */
function setUp(origin: string, { patienceMs = 30_000 } = {}) {
  let now = 0;
  const clock = { now: () => now, wall: () => NOW + now };
  const ask: typeof fetch = (url, init) =>
    fetch(url, { ...init, signal: AbortSignal.any([init?.signal ?? signal, AbortSignal.timeout(patienceMs)]) });
  const source = createHubCandles({ origin, ask, readFile: createHubFileReader(ask), clock });
  return { source, pass: (ms: number) => (now += ms) };
}

function expected(pair: Pair, timeframe: Timeframe): Candles {
  const made = makeCandles(pair, timeframe, historyTo(END));
  const candles = newCandles(made.length);
  for (const [at, { openTime, ...rest }] of made.entries())
    for (const name of candleColumns) candles[name][at] = name === "time" ? openTime : rest[name];
  return candles;
}

const codeOf = (outcome: { ok: boolean; error?: { code: string } }): string =>
  outcome.ok ? "ok" : (outcome.error?.code ?? "");

describe.each(["parquet", "csv"] as const)("createHubCandles, layout %s", (candles) => {
  const double = doubleForTests({ candles, now: NOW });

  it("lists what the dataset holds", async () => {
    const { source } = setUp(double().origins.hub);
    expect(source.look()).toMatchObject({ state: "not_asked_yet", lastCandle: null });
    const listed = await source.listings(signal);
    expect(listed.ok && listed.value.map(({ symbol, pair }) => [symbol, pair])).toEqual([
      ["BTC", "BTCUSDT"],
      ["ETH", "ETHUSDT"],
      ["SOL", "SOLUSDT"],
      ["XRP", "XRPUSDT"],
    ]);
    expect(listed.ok && listed.value[0]?.timeframes).toHaveLength(10);
    expect(source.look().state).toBe("ready");
  });

  // Numbers, prices as text, all as text under the older names.
  it.each([
    ["ETH", "ETHUSDT"],
    ["BTC", "BTCUSDT"],
    ["SOL", "SOLUSDT"],
  ] as const)("reads %s as it was made", async (symbol, pair) => {
    const { source } = setUp(double().origins.hub);
    for (const timeframe of ["1h", "1d"] as const) {
      const read = await source.read({ symbol, timeframe, from: null, signal });
      if (!read.ok || read.value === null) throw new Error(JSON.stringify(read));
      expect(read.value.candles).toEqual(expected(pair, timeframe));
      expect(read.value.report).toMatchObject({
        rows: 240,
        candles: 240,
        timeframe,
        first: read.value.candles.time[0],
      });
      expect(read.value.origin).toMatchObject({ sample: false, licence: "MIT", fetchedAt: NOW });
      expect(read.value.origin.revision).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it("puts longer candles together, and has none shorter than the dataset's", async () => {
    const { source } = setUp(double().origins.hub);
    const weeks = await source.read({ symbol: "ETH", timeframe: "1w", from: null, signal });
    const days = expected("ETHUSDT", "1d");
    if (!weeks.ok || weeks.value === null) throw new Error(JSON.stringify(weeks));
    expect(weeks.value.report.timeframe).toBe("1d");
    expect(weeks.value.candles.time.every((at) => new Date(at).getUTCDay() === 1)).toBe(true);
    const start = days.time.indexOf(weeks.value.candles.time[0] ?? 0);
    expect(weeks.value.candles.close[0]).toBe(days.close[start + 6]);
    // Nothing older is to be had, though the first days do not fill a week.
    expect(weeks.value.report.first).toBe(weeks.value.candles.time[0]);
    expect(await source.read({ symbol: "ETH", timeframe: "1m", from: null, signal })).toEqual({
      ok: true,
      value: null,
    });
    expect(await source.read({ symbol: "DOGE", timeframe: "1d", from: null, signal })).toEqual({
      ok: true,
      value: null,
    });
  });

  it("asks once for many, keeps what it has, and renews it without fetching it again", async () => {
    const { source, pass } = setUp(double().origins.hub);
    const read = () => source.read({ symbol: "ETH", timeframe: "1h", from: null, signal });
    await source.listings(signal);
    double().reset();
    await Promise.all([read(), read(), read()]);
    const files = () => double().requests(`${DATASET}/resolve/**`).length;
    const first = files();
    await read();
    expect(files()).toBe(first);
    pass(700_000);
    const before = double().requests().length;
    const again = await read();
    await source.listings(signal);
    expect(again.ok && again.value?.stale).toBe(null);
    expect(files() - first).toBeLessThanOrEqual(1);
    expect(double().requests().length).toBeGreaterThan(before);
    expect(source.look()).toMatchObject({ filesKept: 1, bytesKept: 240 * 48 });
  });

  it("sends nothing that names the page, and ranges with both ends", async () => {
    const { source } = setUp(double().origins.hub);
    await source.read({ symbol: "BTC", timeframe: "1h", from: null, signal });
    for (const { headers } of double().requests()) {
      expect(headers).not.toHaveProperty("cookie");
      expect(headers).not.toHaveProperty("referer");
      if (headers.range) expect(headers.range).toMatch(/^bytes=\d+-\d+$/);
    }
  });
});

describe("createHubCandles, when the Hub fails", () => {
  const double = doubleForTests({ now: NOW });
  const read = (source: ReturnType<typeof setUp>["source"]) =>
    source.read({ symbol: "ETH", timeframe: "1h", from: null, signal });

  it.each([
    ["rate_limited", { kind: "rate-limited", retryAfterS: 40 }],
    ["upstream_failed", { kind: "status", status: 503, form: "html" }],
    ["forbidden", { kind: "status", status: 401 }],
    ["unreachable", { kind: "reset" }],
    ["bad_answer", { kind: "reply", status: 200, body: "<!doctype html><p>Hello" }],
    ["not_served", { kind: "status", status: 404 }],
  ] as const)("says %s, and leaves it alone for a while", async (code, fault) => {
    const { source, pass } = setUp(double().origins.hub);
    double().setFault({ ...fault, service: "hub" });
    expect(codeOf(await source.listings(signal))).toBe(code);
    const asked = double().requests().length;
    const again = await source.listings(signal);
    expect([codeOf(again), double().requests().length]).toEqual([code, asked]);
    expect(source.look().state).toBe("failed");
    expect(source.look().retryAfterS).toBe(code === "rate_limited" ? 40 : 15);
    double().reset();
    pass(41_000);
    expect(codeOf(await source.listings(signal))).toBe("ok");
  });

  it.each([
    ["html in place of the file", { kind: "reply", status: 200, body: "<!doctype html><p>Hello" }],
    [
      "another part than was asked for",
      { kind: "reply", status: 206, headers: { "content-range": "bytes 0-3/9" }, body: "PAR1" },
    ],
    ["a body that is cut off", { kind: "cut", framing: "chunked" }],
    ["a body that is cut off short of its length", { kind: "cut" }],
  ] as const)("refuses %s, names the file, and takes it later", async (_what, fault) => {
    const { source } = setUp(double().origins.hub);
    await source.listings(signal);
    double().setFault({ ...fault, service: "cdn" });
    expect(codeOf(await read(source))).toBe("bad_files");
    expect(source.look().refused.map(({ path }) => path)).toEqual(["ETHUSDT/ETHUSDT_1h.parquet"]);
    double().reset();
    expect(codeOf(await read(source))).toBe("ok");
    expect(source.look().refused).toEqual([]);
  });

  it("gives what it kept, and says why it is old", async () => {
    const { source, pass } = setUp(double().origins.hub);
    expect(codeOf(await read(source))).toBe("ok");
    pass(700_000);
    double().setFault({ kind: "status", status: 502, service: "hub" });
    const kept = await read(source);
    expect(kept.ok && kept.value?.stale?.code).toBe("upstream_failed");
    expect(kept.ok && kept.value?.candles.time).toHaveLength(240);
  });

  it("ends when it is told to, and when nothing comes", async () => {
    const { source } = setUp(double().origins.hub);
    await source.listings(signal);
    double().setFault({ kind: "hang", stage: "body", service: "cdn" });
    const leaver = new AbortController();
    setTimeout(() => leaver.abort(), 50);
    const began = performance.now();
    expect(codeOf(await source.read({ symbol: "ETH", timeframe: "1h", from: null, signal: leaver.signal }))).toBe(
      "cancelled",
    );
    const impatient = setUp(double().origins.hub, { patienceMs: 300 });
    expect(codeOf(await read(impatient.source))).not.toBe("ok");
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
