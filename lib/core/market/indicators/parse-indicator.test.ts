import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIndicator } from "./parse-indicator";

const nameOf = (text: string): string | undefined => {
  const read = parseIndicator(text);
  return read.ok ? read.value.name : undefined;
};
const errorOf = (text: string): string => {
  const read = parseIndicator(text);
  return read.ok ? "" : read.error;
};

describe("reading the name of an indicator", () => {
  it.each([
    ["rsi", "rsi_14"],
    ["RSI", "rsi_14"],
    ["  Rsi ", "rsi_14"],
    ["sma", "sma_20"],
    ["sma_50", "sma_50"],
    ["sma(50)", "sma_50"],
    ["SMA 050", "sma_50"],
    ["ema", "ema_50"],
    ["ema-9", "ema_9"],
    ["atr", "atr_14"],
    ["macd", "macd_12_26_9"],
    ["MACD(5, 35, 5)", "macd_5_35_5"],
    ["bollinger", "bollinger_20_2"],
    ["bollinger_50", "bollinger_50_2"],
    ["bollinger_20_2.50", "bollinger_20_2.5"],
    ["vwap", "vwap"],
    ["sma_500", "sma_500"],
    ["rsi_1", "rsi_1"],
  ])("%s is %s", (text, name) => {
    expect(nameOf(text)).toBe(name);
    expect(nameOf(name)).toBe(name);
  });

  it("gives the numbers by their names", () => {
    expect(parseIndicator("macd_5_35_4")).toEqual({
      ok: true,
      value: { kind: "macd", name: "macd_5_35_4", fast: 5, slow: 35, signal: 4 },
    });
    expect(parseIndicator("bollinger_10_1.5")).toEqual({
      ok: true,
      value: { kind: "bollinger", name: "bollinger_10_1.5", period: 10, multiplier: 1.5 },
    });
  });

  it.each([
    ["", "write one of sma, ema, rsi, macd, bollinger, atr, vwap"],
    ["stochastic", '"stochastic" is no indicator'],
    ["constructor", "is no indicator"],
    ["sma_0", "from 1 to 500"],
    ["sma_501", "from 1 to 500"],
    ["sma_2.5", "whole number"],
    ["sma_x", "written as in sma_20"],
    ["sma_-3", "written as in sma_20"],
    ["sma(-3)", "written as in sma_20"],
    ["sma_3_4", "alone or as in sma_20"],
    ["rsi_1e2", "written as in rsi_14"],
    ["rsi_99999", "written as in rsi_14"],
    ["macd_12", "alone or as in macd_12_26_9"],
    ["macd_26_12_9", "must be shorter"],
    ["macd_12_12_9", "must be shorter"],
    ["macd_12_26_0", "from 1 to 500"],
    ["bollinger_20_0", "from 0.1 to 10"],
    ["bollinger_20_11", "from 0.1 to 10"],
    ["bollinger_20_2_2", "alone or as in bollinger_20_2"],
    ["vwap_20", "takes no numbers"],
  ])("%j is refused with what would be right", (text, words) => {
    expect(errorOf(text)).toContain(words);
  });

  it("never throws, and a name that it gave reads as itself", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(sma|macd|bollinger|rsi)(_\d{1,3}){0,4}$/)), (text) => {
        const read = parseIndicator(text);
        if (read.ok) expect(parseIndicator(read.value.name)).toEqual(read);
        else expect(read.error.length).toBeLessThan(200);
      }),
      { numRuns: 1_000 },
    );
  });
});
