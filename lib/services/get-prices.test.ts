import { describe, expect, it } from "vitest";
import { fakeClock } from "../../tests/fakes/fake-clock";
import type { PricesAnswer } from "../contracts/functions/prices";
import type { Timeframe } from "../contracts/market";
import { aggregateCandles } from "../core/market/aggregate-candles";
import type { CandleSource } from "../core/market/candle-source";
import { createSampleMarket } from "../core/market/sample/create-sample-market";
import { getPrices } from "./get-prices";

// A Thursday: five years of days before it begin on a Saturday.
const clock = fakeClock(Date.UTC(2026, 0, 15, 12));
const DAY = 86_400_000;

/** The sample, whose days are partial from some day on. */
function source(partialFrom: number | null = null): CandleSource {
  const sample = createSampleMarket({ clock });
  return {
    ...sample,
    async read(request) {
      const days = await sample.read({ ...request, timeframe: "1d" });
      if (!days.ok || days.value === null) return days;
      const { candles, report } = days.value;
      const put = request.timeframe === "1d" ? candles : aggregateCandles(candles, "1d", request.timeframe);
      return { ok: true, value: { ...days.value, candles: put, report: { ...report, partialFrom } } };
    },
  };
}

async function ask(own: CandleSource, timeframe: Timeframe): Promise<PricesAnswer> {
  const outcome = await getPrices({
    deps: { sources: [own], clock },
    input: { symbol: "BTC", timeframe, days: 100_000, limit: 10_000, format: "json", indicators: [] },
    call: { requestId: "test", signal: new AbortController().signal },
  });
  if (!outcome.ok || "kind" in outcome.value) throw new Error("no candles");
  return outcome.value;
}

describe("candles that were put together", () => {
  it("begin with the first that is covered in full: there are none before", async () => {
    const days = await ask(source(), "1d");
    expect(new Date(days.from).getUTCDay()).not.toBe(1);
    const weeks = await ask(source(), "1w");
    expect(weeks).toMatchObject({ has_older: false, total: weeks.candles.length });
    expect(weeks.provenance.first_candle).toBe(weeks.from);
    expect(Date.parse(weeks.from) - Date.parse(days.from)).toBeLessThan(7 * DAY);
  });

  it("are partial where one of theirs is", async () => {
    const friday = Date.UTC(2026, 0, 9);
    expect((await ask(source(friday), "1d")).provenance.partial_from).toBe(new Date(friday).toISOString());
    expect((await ask(source(friday), "1w")).provenance.partial_from).toBe("2026-01-05T00:00:00.000Z");
    // The week of it has not ended and is not shown.
    expect((await ask(source(Date.UTC(2026, 0, 13)), "1w")).provenance.partial_from).toBeNull();
  });
});
