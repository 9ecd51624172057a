import { describe, expect, it } from "vitest";
import { createLinxySource } from "../../lib/adapters/hf-datasets/create-linxy-source";
import { createSebdgSource } from "../../lib/adapters/hf-datasets/create-sebdg-source";
import { createWinkingFaceSource } from "../../lib/adapters/hf-datasets/create-winkingface-source";
import type { Candles } from "../../lib/core/market/candles";
import { makeCandles } from "../hf-double/repos/candles";
import { ask, DAY, marketKit, NOW, seriesOf } from "./kit";

const kit = marketKit();
const signal = new AbortController().signal;
const END = Math.floor(NOW / DAY) * DAY;
const ROWS = 3_000;
const expected = (symbol: "BTCUSDT" | "ETHUSDT" | "SOLUSDT", timeframe: "1h" | "1d" | "5m", rows = ROWS, end = END) =>
  makeCandles(symbol, timeframe, { end, since: end, rows });
const plain = ({ time, open, high, low, close, volume }: Candles) =>
  Array.from(time, (at, index) => [at, open[index], high[index], low[index], close[index], volume[index]]);
const plainOf = (made: ReturnType<typeof expected>) =>
  made.map(({ openTime, open, high, low, close, volume }) => [openTime, open, high, low, close, volume]);

describe("linxy/CryptoCoin", () => {
  it.for(["parquet", "csv"] as const)("gives the same candles from its %s layout", async (candles) => {
    const double = await kit.double({ candles });
    const source = createLinxySource(kit.open(double));
    // Numbers, prices as text, and old names with everything as text.
    for (const [symbol, pair] of [
      ["ETH", "ETHUSDT"],
      ["BTC", "BTCUSDT"],
      ["SOL", "SOLUSDT"],
    ] as const) {
      const series = await seriesOf(source, { symbol });
      expect(plain(series.candles)).toEqual(plainOf(expected(pair, "1h")));
      const path = candles === "csv" ? `${pair}_1h.csv` : `${pair}/${pair}_1h.parquet`;
      expect(series.origin).toMatchObject({ dataset: "linxy/CryptoCoin", path, licence: "MIT", sample: false });
      expect(series.origin.revision).toMatch(/^[0-9a-f]{40}$/);
      expect(series.stale).toBeNull();
      expect(series.report).toMatchObject({ rows: ROWS, candles: ROWS, timeframe: "1h" });
    }
  });

  it("lists what there is, by the index or by the tree, and knows it afterwards", async () => {
    for (const candles of ["parquet", "csv"] as const) {
      const double = await kit.double({ candles });
      const source = createLinxySource(kit.open(double, { dataDir: `${kit.dir()}/${candles}` }));
      expect(source.known()).toEqual([]);
      expect(source.look()).toMatchObject({ state: "not_asked_yet", checkedAt: null, filesKept: 0 });
      const listed = await source.listings(signal);
      expect(listed).toMatchObject({ ok: true });
      expect(source.known()).toHaveLength(4);
      expect(source.known()[0]).toEqual({
        symbol: "BTC",
        pair: "BTCUSDT",
        timeframes: ["5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d"],
      });
      expect(source.look()).toMatchObject({ state: "ready", checkedAt: NOW });
      const trees = double.requests("/api/datasets/**").filter(({ path }) => path.includes("/tree/"));
      expect(trees).toHaveLength(candles === "csv" ? 1 : 0);
    }
  });

  it("puts weeks together from days, and has nothing for other coins or shorter candles", async () => {
    const source = createLinxySource(kit.open(await kit.double()));
    const weeks = await seriesOf(source, { timeframe: "1w" });
    expect(weeks.report.timeframe).toBe("1d");
    expect(weeks.candles.time.every((at) => new Date(at).getUTCDay() === 1)).toBe(true);
    expect(await ask(source, { symbol: "NOSUCH" })).toEqual({ ok: true, value: null });
    expect(await ask(source, { timeframe: "1m" })).toEqual({ ok: true, value: null });
  });

  it("finds files where no list says so, in either layout", async () => {
    for (const candles of ["parquet", "csv"] as const) {
      const double = await kit.double({ candles });
      double.setFault({ kind: "status", status: 404, path: "/api/**" });
      double.setFault({ kind: "status", status: 404, path: "/**/_index.json" });
      const source = createLinxySource(kit.open(double, { dataDir: `${kit.dir()}/${candles}` }));
      expect((await seriesOf(source)).candles.time).toHaveLength(ROWS);
    }
  });

  it("drops candles that had not closed when the dataset was made, however late it is fetched", async () => {
    const double = await kit.double({ now: END });
    const source = createLinxySource(kit.open(double));
    const index = { kind: "reply", status: 200, headers: { "content-type": "application/json" } } as const;
    // The commit is an hour older than the last candles close.
    const made = new Date(END - 1).toISOString();
    const info = await (await fetch(`${double.origin}/api/datasets/linxy/CryptoCoin/revision/main`)).json();
    const body = JSON.stringify({ ...(info as object), lastModified: made });
    double.setFault({ ...index, path: "/api/datasets/linxy/CryptoCoin/revision/main", body });
    const series = await seriesOf(source);
    expect(series.report.removed.unclosed).toBe(1);
    expect(series.report.last).toBe(END - 2 * 3_600_000);
  });
});

it("takes no date for true that would leave next to nothing", async () => {
  const double = await kit.double();
  double.setFault({ kind: "headers", set: { "last-modified": "Thu, 01 Jan 2015 00:00:00 GMT" }, service: "cdn" });
  expect((await seriesOf(createLinxySource(kit.open(double)))).candles.time).toHaveLength(ROWS);
});

describe("WinkingFace/CryptoLM-*", () => {
  it("finds files by the tree, whatever they are called, and timeframes by their content", async () => {
    const source = createWinkingFaceSource(kit.open(await kit.double()));
    const listed = await source.listings(signal);
    expect(listed).toMatchObject({
      value: [
        { symbol: "BTC", timeframes: [] },
        { symbol: "ETH", timeframes: [] },
      ],
    });
    const series = await seriesOf(source, { symbol: "ETH", timeframe: "5m" });
    expect(plain(series.candles)).toEqual(plainOf(expected("ETHUSDT", "5m")));
    expect(series.origin).toMatchObject({
      dataset: "WinkingFace/CryptoLM-Ethereum-ETH-USDT",
      path: "data/all of it.csv",
    });
    expect(source.known()[1]?.timeframes).toEqual(["5m"]);
    expect((await seriesOf(source, { timeframe: "1h" })).report.timeframe).toBe("5m");
    expect(await ask(source, { timeframe: "1m" })).toEqual({ ok: true, value: null });
  });
});

describe("sebdg/crypto_data", () => {
  it("takes each market out of the one table, which is fetched once", async () => {
    const double = await kit.double();
    const source = createSebdgSource(kit.open(double));
    const listed = await source.listings(signal);
    expect(listed).toMatchObject({
      value: ["BTC", "ETH", "SOL"].map((symbol) => ({ symbol, pair: `${symbol}-USD`, timeframes: ["1d"] })),
    });
    for (const symbol of ["BTC", "ETH", "SOL"] as const) {
      const series = await seriesOf(source, { symbol, timeframe: "1d" });
      expect(plain(series.candles)).toEqual(plainOf(expected(`${symbol}USDT`, "1d", 240, Date.UTC(2024, 5, 1))));
    }
    const fetched = double.requests().filter(({ service, status }) => service === "cdn" && status === 206);
    expect(fetched.length).toBeLessThanOrEqual(2);
    expect(await ask(source, { timeframe: "1h" })).toEqual({ ok: true, value: null });
    expect(source.look()).toMatchObject({ state: "ready", filesKept: 4, lastCandle: Date.UTC(2024, 4, 31) });
  });
});
