import { expect, test } from "vitest";
import { planPanes } from "./plan-panes";

const line = Float64Array.of(Number.NaN, 1);

test("averages, bands and VWAP stand on the candles, the others below, in a fixed order", () => {
  const plan = planPanes({
    macd_12_26_9: { macd: line, signal: line, histogram: line },
    atr_14: line,
    rsi_14: line,
    sma_20: line,
    ema_50: line,
    vwap: line,
    bollinger_20_2: { upper: line, middle: line, lower: line },
  });
  expect(plan.over.map(({ label, role }) => `${label}: ${role}`)).toEqual([
    "SMA 20: sma",
    "EMA 50: ema",
    "VWAP: vwap",
    "Bollinger upper: band",
    "Bollinger middle: middle",
    "Bollinger lower: band",
  ]);
  expect(plan.below.map(({ title, levels }) => [title, levels])).toEqual([
    ["RSI 14", [30, 70]],
    ["MACD 12 26 9", [0]],
    ["ATR 14", []],
  ]);
  expect(plan.below[1]?.lines.map(({ label }) => label)).toEqual(["MACD", "signal", "histogram"]);
});

test("what nobody knows is not drawn", () => {
  expect(planPanes({ moon_3: line, macd_1_2_3: { tide: line } })).toEqual({ over: [], below: [] });
});
