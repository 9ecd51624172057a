import { expect, test } from "vitest";
import { fail, ok } from "@/lib/core/errors";
import { type AskedCoin, leaveOut } from "./leave-out";

const none = new Float64Array(0);
const coin = (asked: string, symbol: string, sample: boolean): AskedCoin => ({
  asked,
  result: ok({ symbol, sample, timeframe: "1d", time: none, open: none, close: none }),
});
const told = (coins: readonly AskedCoin[]) =>
  leaveOut(coins).map(({ asked, result }) => `${asked}: ${result.ok ? result.value.symbol : result.error.detail}`);

test("made-up prices stand alone, or not at all", () => {
  expect(told([coin("BTC", "BTC", true), coin("ETH", "ETH", true)])).toEqual(["BTC: BTC", "ETH: ETH"]);
  expect(told([coin("BTC", "BTC", true), coin("ETH", "ETH", false)])).toEqual([
    "BTC: there are sample data only, which are not compared with real prices.",
    "ETH: ETH",
  ]);
});

test("a coin is compared once, whatever it is called, and what failed keeps the name it was asked by", () => {
  const lost: AskedCoin = { asked: "moon", result: fail("unknown_symbol", "No.") };
  expect(told([coin("BTC", "BTC", false), lost, coin("bitcoin", "BTC", false)])).toEqual([
    "BTC: BTC",
    "moon: No.",
    "bitcoin: this is BTC, which is there already.",
  ]);
});
