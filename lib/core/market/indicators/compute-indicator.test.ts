import { ATR, BollingerBands, EMA, MACD, RSI, SMA, VWAP } from "trading-signals";
import { describe, expect, it } from "vitest";
import { greatestGap, namedLines } from "../../../../tests/market/compare-lines";
import { naiveIndicator } from "../../../../tests/market/naive-indicators";
import { randomCandles } from "../../../../tests/market/random-candles";
import { readCells, readReal, realFiles } from "../../../../tests/market/real-candles";
import type { Timeframe } from "../../../contracts/market";
import { type Candles, sliceCandles } from "../candles";
import { computeIndicator } from "./compute-indicator";
import type { IndicatorSpec } from "./indicator-spec";
import { parseIndicator } from "./parse-indicator";

const EXACT = 1e-9;

function specOf(text: string): IndicatorSpec {
  const read = parseIndicator(text);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

const linesOf = (text: string, candles: Candles, timeframe: Timeframe = "1h") =>
  namedLines(computeIndicator(specOf(text), candles, timeframe));
const lineOf = (text: string, candles: Candles, name = "line"): Float64Array =>
  linesOf(text, candles)[name] ?? new Float64Array();

/** Distances of prices count as shares of the price; those of an RSI of its hundred. */
const scaleOf = (text: string, candles: Candles) => (at: number) =>
  text.startsWith("rsi") ? 100 : (candles.close[at] ?? 0);

const names = [
  "sma_1",
  "sma_20",
  "sma_200",
  "ema_1",
  "ema_9",
  "ema_50",
  "rsi_1",
  "rsi_14",
  "macd",
  "macd_5_35_5",
  "bollinger",
  "bollinger_7_2.5",
  "atr_1",
  "atr",
  "vwap",
];

function worstGap(text: string, candles: Candles, timeframe: Timeframe): number {
  const expected = naiveIndicator(specOf(text), candles, timeframe === "1d");
  const gaps = Object.entries(linesOf(text, candles, timeframe)).map(([name, line]) =>
    greatestGap(line, expected[name] ?? [], scaleOf(text, candles)),
  );
  expect(gaps).toHaveLength(Object.keys(expected).length);
  return Math.max(...gaps);
}

describe("against each formula written out, to 1e-9", () => {
  it.each(names)("%s on walks, by the hour and by the day", (text) => {
    for (const length of [1, 2, 14, 15, 20, 26, 34, 35, 400]) {
      for (const timeframe of ["1h", "1d"] as const) {
        expect(worstGap(text, randomCandles(length, length, timeframe), timeframe)).toBeLessThan(EXACT);
      }
    }
    expect(worstGap(text, randomCandles(300, 7, "1h", 1e-8), "1h")).toBeLessThan(EXACT);
  });

  const real = [
    ...realFiles("exchange_1d").map((file) => ["exchange_1d", file, "1d"] as const),
    ...realFiles("exchange_4h").map((file) => ["exchange_4h", file, "4h"] as const),
  ];
  it.skipIf(real.length === 0)("on every real coin, its latest 700 candles (absent: no shared candles)", () => {
    let worst = 0;
    for (const [folder, file, timeframe] of real) {
      const all = readReal(`${folder}/${file}`);
      const candles = sliceCandles(all, all.time.length - 700, all.time.length);
      for (const text of names) worst = Math.max(worst, worstGap(text, candles, timeframe));
    }
    console.info(`${real.length} files, ${names.length} indicators: at most ${worst.toExponential(1)} apart`);
    expect(worst).toBeLessThan(EXACT);
  });
});

describe("against trading-signals, to 1e-9", () => {
  const candles = randomCandles(5_000, 3, "1m");
  const rows = [...candles.close].map((close, i) => ({
    open: candles.open[i] ?? 0,
    high: candles.high[i] ?? 0,
    low: candles.low[i] ?? 0,
    close,
    volume: candles.volume[i] ?? 0,
  }));
  const closes = rows.map(({ close }) => close);
  /** Those that seed with the first price end where ours do. */
  const late = (line: Float64Array, expected: readonly (number | null | undefined)[], from: number) =>
    greatestGap(line.subarray(from), expected.slice(from), (at) => closes[at + from] ?? 0);

  it("sma, rsi, atr and bollinger: everywhere", () => {
    const [sma, rsi, atr, bands] = [new SMA(20), new RSI(14), new ATR(14), new BollingerBands(20, 2)];
    expect(
      greatestGap(
        lineOf("sma_20", candles),
        closes.map((close) => sma.update(close, false)),
      ),
    ).toBeLessThan(EXACT);
    expect(
      greatestGap(
        lineOf("rsi_14", candles),
        closes.map((close) => rsi.update(close, false)),
      ),
    ).toBeLessThan(EXACT);
    expect(
      greatestGap(
        lineOf("atr_14", candles),
        rows.map((row) => atr.update(row, false)),
      ),
    ).toBeLessThan(EXACT);
    const expected = closes.map((close) => bands.update(close, false));
    for (const name of ["upper", "middle", "lower"] as const) {
      const right = expected.map((band) => band?.[name]);
      expect(greatestGap(lineOf("bollinger", candles, name), right)).toBeLessThan(EXACT);
    }
  });

  it("ema and macd: once the seed has faded", () => {
    const [ema, macd] = [new EMA(50), new MACD(new EMA(12), new EMA(26), new EMA(9))];
    const averages = closes.map((close) => ema.update(close, false));
    expect(late(lineOf("ema_50", candles), averages, 700)).toBeLessThan(EXACT);
    const expected = closes.map((close) => macd.update(close, false));
    for (const name of ["macd", "signal", "histogram"] as const) {
      const right = expected.map((value) => value?.[name]);
      expect(late(lineOf("macd", candles, name), right, 500)).toBeLessThan(EXACT);
    }
  });

  it("vwap: a day at a time", () => {
    const day = sliceCandles(candles, 1_440, 2_880);
    const vwap = new VWAP();
    const expected = rows.slice(1_440, 2_880).map((row) => vwap.update(row, false));
    const whole = linesOf("vwap", candles, "1m").line ?? new Float64Array();
    expect(greatestGap(whole.subarray(1_440, 2_880), expected)).toBeLessThan(EXACT);
    expect(greatestGap(linesOf("vwap", day, "1m").line ?? new Float64Array(), expected)).toBeLessThan(EXACT);
  });
});

describe("against columns that somebody else computed (pandas: mean of 30, ewm of 30, 12, 26 and 9, rsi of 14)", () => {
  const file = "btc_with_indicators.csv";
  it.skipIf(!realFiles("indicators").includes(file))("daily Bitcoin (absent: no shared candles)", () => {
    const { header, rows } = readCells(`indicators/${file}`);
    const prices = rows.filter((row) => /^\d{4}-/.test(row[0] ?? ""));
    expect(rows.length - prices.length).toBe(2);
    const column = (name: string) =>
      prices.map((row) => (row[header.indexOf(name)] || null) && Number(row[header.indexOf(name)]));
    const candles = randomCandles(prices.length, 1, "1d");
    candles.close.set(column("Close").map(Number));
    const gap = (text: string, name: string, other: string, from: number) =>
      greatestGap(lineOf(text, candles, name).subarray(from), column(other).slice(from) as number[], (at) =>
        text.startsWith("rsi") ? 100 : (candles.close[at + from] ?? 0),
      );
    const gaps = {
      sma: gap("sma_30", "line", "SMA", 0),
      ema: gap("ema_30", "line", "EMA", 500),
      rsi: gap("rsi_14", "line", "RSI", 500),
      macd: gap("macd", "macd", "MACD", 500),
      signal: gap("macd", "signal", "MACD Signal", 500),
    };
    console.info(gaps);
    expect(Math.max(...Object.values(gaps))).toBeLessThan(EXACT);
  });
});
