import { expect, test } from "vitest";
import type { DatasetEntry } from "@/lib/contracts/functions/datasets";
import { findCoins, listCoins } from "./coin-list";

const dataset = (...symbols: DatasetEntry["symbols"]) => ({ symbols });

const coins = listCoins([
  dataset(
    { symbol: "BTC", pair: "BTCUSDT", timeframes: ["1h"] },
    { symbol: "ETH", pair: "ETHUSDT", timeframes: ["1d"] },
    { symbol: "ETC", pair: "ETCUSDT", timeframes: ["1d"] },
  ),
  dataset({ symbol: "BTC", pair: "BTC-USD", timeframes: ["30m", "1d"] }),
]);

test("a coin of several sources stands once, with every length that can be put together", () => {
  expect(coins.map(({ symbol }) => symbol)).toEqual(["BTC", "ETH", "ETC"]);
  expect(coins[0]?.timeframes).toEqual(["30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "1w"]);
  expect(coins[1]?.timeframes).toEqual(["1d", "1w"]);
});

test("symbol and name are found, the best fit first", () => {
  expect(findCoins(coins, "eth").map(({ value }) => value)).toEqual(["ETH", "ETC"]);
  expect(findCoins(coins, " BITC ").map(({ value }) => value)).toEqual(["BTC"]);
  expect(findCoins(coins, "")).toHaveLength(3);
  expect(findCoins(coins, "doge")).toEqual([]);
});

test("offers every timeframe of a coin of which only reading tells", () => {
  const [coin] = listCoins([dataset({ symbol: "SOL", pair: "SOL-USDT", timeframes: [] })]);
  expect(coin?.timeframes).toEqual(expect.arrayContaining(["1m", "1h", "1w"]));
});
