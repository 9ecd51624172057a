import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coinName } from "./coin-name";
import { findSymbol } from "./find-symbol";
import { pairOf } from "./pair-of";
import { coins } from "./symbols";

const always = coins.map(({ symbol }) => symbol);
const listed = [...always, "PEPE", "1000SATS", "1INCH", "USDC", "USDT", "JUSD", "T", "TUSD", "BTCB", "WIF"];

const found = (text: string, among: readonly string[] = listed): string | null => {
  const outcome = findSymbol(text, among);
  return outcome.ok ? outcome.value : null;
};
const near = (text: string, among: readonly string[] = listed): readonly string[] => {
  const outcome = findSymbol(text, among);
  return outcome.ok ? [] : outcome.error;
};

describe("findSymbol", () => {
  it.each([
    ["BTC", "BTC"],
    ["btc", "BTC"],
    [" BTCUSDT ", "BTC"],
    ["BTC-USD", "BTC"],
    ["BTC/USDT", "BTC"],
    ["BTC/USDT:USDT", "BTC"],
    ["BTC_USDT", "BTC"],
    ["btc.usd", "BTC"],
    ["btc usd", "BTC"],
    ["$BTC", "BTC"],
    ["#eth", "ETH"],
    ["BTCUSD", "BTC"],
    ["BTCUSDC", "BTC"],
    ["BTCBUSD", "BTC"],
    ["BTCFDUSD", "BTC"],
    ["BNBUSD", "BNB"],
    ["BNBBUSD", "BNB"],
    ["bitcoin", "BTC"],
    ["Bitcoin", "BTC"],
    ["bitcoin-usd", "BTC"],
    ["bitcoinusd", "BTC"],
    ["Bitcoin-BTC-USDT", "BTC"],
    ["bitcoin cash", "BCH"],
    ["Bitcoin-Cash", "BCH"],
    ["Ethereum Classic", "ETC"],
    ["ethereum", "ETH"],
    ["XBT", "BTC"],
    ["XBTUSD", "BTC"],
    ["ripple", "XRP"],
    ["binance coin", "BNB"],
    ["BinanceCoin", "BNB"],
    ["polygon", "MATIC"],
    ["ＢＴＣ", "BTC"],
    ["ｂｔｃ－ｕｓｄ", "BTC"],
    ["pepe", "PEPE"],
    ["PEPEUSDT", "PEPE"],
    ["1000satsusdt", "1000SATS"],
    ["1INCH-USD", "1INCH"],
    ["USDT", "USDT"],
    ["usdc", "USDC"],
    ["USDCUSDT", "USDC"],
    ["USDT-USD", "USDT"],
    ["JUSD", "JUSD"],
    ["TUSDT", "T"],
    ["TUSDUSDT", "TUSD"],
    ["BTCB", "BTCB"],
    ["BTCBUSDT", "BTCB"],
    ["ETH-BTC", null],
    ["BTC-EUR", null],
    ["ETHBTC", null],
    ["USD", null],
    ["DOGEX", null],
    ["", null],
    ["   ", null],
    ["$", null],
    ["--", null],
    ["__proto__", null],
    ["constructor", null],
    ["hasOwnProperty", null],
    ["toString", null],
    ["比特币", null],
    ["İ", null],
  ])("reads %j as %j", (text, symbol) => expect(found(text)).toBe(symbol));

  it.each([
    ["BTCC", "BTC"],
    ["bitcon", "BTC"],
    ["etherum", "ETH"],
    ["DOGEX", "DOGE"],
    ["EHT", "ETH"],
    ["solan", "SOL"],
    ["BITCION-USD", "BTC"],
    ["shibainu2", "SHIB"],
    ["PEPECOIN", "PEPE"],
    ["avalance", "AVAX"],
    ["1000SAT", "1000SATS"],
    ["alg", "ALGO"],
  ])("near %j it offers %j first", (text, symbol) => expect(near(text)[0]).toBe(symbol));

  it("offers nothing for what is near to nothing, and five at the most", () => {
    expect(near("QQQQQQ")).toEqual([]);
    expect(near("")).toEqual([]);
    expect(near("__proto__")).toEqual([]);
    const many = Array.from({ length: 500 }, (_, i) => `AB${i}`);
    expect(near("AB", many)).toEqual(["AB0", "AB1", "AB2", "AB3", "AB4"]);
  });

  it("gives what is listed as it is listed, and never what is not", () => {
    expect(found("bitcoin", ["ETH"])).toBeNull();
    expect(found("matic", ["POL"])).toBeNull();
    expect(found("polusdt", ["MATIC", "POL"])).toBe("POL");
    expect(found("pol", ["MATIC"])).toBeNull();
    expect(found("pepe", ["Pepe"])).toBe("Pepe");
    expect(found("btc", [])).toBeNull();
    expect(near("btc", [])).toEqual([]);
    expect(found("__proto__", ["__proto__"])).toBe("__proto__");
  });

  it("finds every coin by symbol, name and pair", () => {
    expect(coins).toHaveLength(26);
    for (const { symbol, name, aliases = [] } of coins) {
      expect(coinName(symbol)).toBe(name);
      for (const text of [symbol, name, ...aliases])
        for (const typed of [text, text.toLowerCase(), ` ${text}-USD `, `${text}USDT`, `${text}/USDC`, `${text}_BUSD`])
          expect([typed, found(typed, always)]).toEqual([typed, symbol]);
    }
    expect(coinName("PEPE")).toBeNull();
    expect(coinName("constructor")).toBeNull();
  });

  it("never throws, gives listed symbols only, and the same each time", () => {
    const symbols = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom(...listed, "__proto__", "constructor"));
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 200 }),
        fc.array(symbols, { maxLength: 30 }),
        (text, among) => {
          const outcome = findSymbol(text, among);
          expect(findSymbol(text, among)).toEqual(outcome);
          const given = outcome.ok ? [outcome.value] : outcome.error;
          expect(given.length).toBeLessThanOrEqual(5);
          expect(new Set(given).size).toBe(given.length);
          for (const symbol of given) expect(among).toContain(symbol);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("finds any symbol of letters and digits with any quote behind it", () => {
    const symbol = fc.stringMatching(/^[A-Z0-9]{1,10}$/).filter((text) => !/USD[TC]?$/.test(text));
    fc.assert(
      fc.property(symbol, fc.constantFrom("-USD", "/USDT", "_USDC", ":FDUSD", ".BUSD", " usdt"), (text, quote) => {
        expect(found(text + quote, [text])).toBe(text === "XBT" ? null : text);
      }),
    );
  });

  it("answers quickly among thousands", () => {
    const many = Array.from({ length: 5_000 }, (_, i) => `C${(i * 7919).toString(36).toUpperCase()}`);
    const started = performance.now();
    for (let i = 0; i < 10; i += 1) findSymbol("ZZTOPCOINZZTOPCOINZZTOPCOINZZTOP", many);
    const each = (performance.now() - started) / 10;
    console.log(`an unknown symbol among 5,000: ${each.toFixed(1)} ms`);
    expect(each).toBeLessThan(200);
  });
});

describe("pairOf", () => {
  it.each([
    ["BTCUSDT", "BTC", "USDT"],
    ["BTC-USD", "BTC", "USD"],
    ["BTC_USDT", "BTC", "USDT"],
    ["BTC/USDT:USDT", "BTC", "USDT"],
    ["Bitcoin-BTC-USDT", "BTC", "USDT"],
    ["XBTUSD", "BTC", "USD"],
    ["bitcoin", "BTC", null],
    ["BTC", "BTC", null],
    ["1000SATSUSDT", "1000SATS", "USDT"],
    ["USDCUSDT", "USDC", "USDT"],
    ["USDT", "USDT", null],
    ["FDUSDUSDT", "FDUSD", "USDT"],
    ["USD-USDT", "USD", "USDT"],
    ["BNBBUSD", "BNB", "BUSD"],
    ["SHIBFDUSD", "SHIB", "FDUSD"],
    ["PEPEFDUSD", "PEPE", "FDUSD"],
    ["PEPEBUSD", "PEPE", "BUSD"],
  ])("reads %s", (name, symbol, quote) => {
    expect(pairOf(name)).toEqual({ symbol, quote });
  });

  it("reads no other pair as a price in dollars", () => {
    for (const name of ["ETH-BTC", "BTC-EUR", "", " ", "/"]) expect(pairOf(name)).toBeNull();
  });
});
