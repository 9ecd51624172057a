import { expect, test } from "vitest";
import type { PricesAnswer } from "@/lib/contracts/functions/prices";
import { packPrices, unpackPrices } from "./pack-prices";

test("what is packed comes back as it was", () => {
  const candles = [0, 1, 5].map((hour) => ({
    time: new Date(Date.UTC(2026, 0, 1, hour)).toISOString(),
    open: 1.5 + hour,
    high: 9,
    low: 1e-8,
    close: 2,
    volume: 0,
  }));
  const [first] = candles;
  // The rest of an answer is passed on untouched.
  const answer = { symbol: "BTC", from: first?.time, candles } as unknown as PricesAnswer;
  expect(unpackPrices(JSON.parse(JSON.stringify(packPrices(answer))))).toEqual(answer);
  expect(unpackPrices(packPrices({ ...answer, candles: [] })).candles).toEqual([]);
});
