import { expect, test } from "vitest";
import type { PricesAnswer } from "@/lib/contracts/functions/prices";
import { lastCandleWords } from "./last-candle-words";

const DAY = 86_400_000;
const last = Date.UTC(2026, 0, 6);
// The words need no more of a provenance.
const answer = (timeframe: PricesAnswer["timeframe"], partial: string | null = null) => ({
  symbol: "BTC",
  timeframe,
  provenance: { last_candle: new Date(last).toISOString(), partial_from: partial },
});

test("a price that is older than two days, or two candles, says of which day it is", () => {
  const ends = last + DAY;
  expect(lastCandleWords(answer("1d"), ends + 2 * DAY)).toMatchObject({ label: "Last price of BTC", ends });
  expect(lastCandleWords(answer("1d"), ends + 2 * DAY + 1).label).toBe("Last price of BTC, 6 Jan 2026");
  expect(lastCandleWords(answer("1h"), last + 3 * DAY).label).toBe("Last price of BTC, 6 Jan 2026");
  expect(lastCandleWords(answer("1w"), last + 20 * DAY).label).toBe("Last price of BTC");
  expect(lastCandleWords(answer("1w"), last + 22 * DAY).label).toBe("Last price of BTC, 12 Jan 2026");
});

test("a last candle that covers a part of its time is told from one that came before that", () => {
  expect(lastCandleWords(answer("1d", "2026-01-06T00:00:00Z"), last).isPartial).toBe(true);
  expect(lastCandleWords(answer("1d", "2025-11-06T00:00:00Z"), last).isPartial).toBe(true);
  expect(lastCandleWords(answer("1d", "2026-01-07T00:00:00Z"), last).isPartial).toBe(false);
  expect(lastCandleWords(answer("1d"), last).isPartial).toBe(false);
});
