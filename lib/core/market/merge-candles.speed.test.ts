import { expect, it } from "vitest";
import { bestTimeOf } from "../../../scripts/lib/best-time-of";
import { cpuMs } from "../../../scripts/lib/cpu-ms";
import { randomCandles } from "../../../tests/market/random-candles";
import { aggregateCandles } from "./aggregate-candles";

it("a million minutes are put into hours in 50 ms", async () => {
  const walk = randomCandles(1_000_000, 1, "1m");
  const best = await bestTimeOf(() => aggregateCandles(walk, "1m", "1h"), 50, cpuMs);
  console.info(`a million minutes to hours: ${best.toFixed(1)} ms`);
  expect(best).toBeLessThan(50);
});
