import { describe, expect, it } from "vitest";
import { bestOf } from "../../../../scripts/lib/best-of";
import { bestTimeOf } from "../../../../scripts/lib/best-time-of";
import { cpuMs } from "../../../../scripts/lib/cpu-ms";
import { candlesOf } from "../../../../tests/market/candles-of";
import type { CandleSource } from "../candle-source";
import { createSampleMarket } from "./create-sample-market";
import { sampleCoins } from "./sample-coins";

const NOW = Date.UTC(2026, 10, 21, 14, 40);
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("what the sample market costs", () => {
  // Of the processor: what others take of it beside the test does not count.
  it("makes a coin in 100 ms, all in 2 s, reads again in 2 ms, and lets others work", { timeout: 60_000 }, async () => {
    const stretches: number[] = [];
    const timed = (): CandleSource => {
      let since = cpuMs();
      const rest = async (): Promise<void> => {
        stretches.push(cpuMs() - since);
        await pause();
        since = cpuMs();
      };
      return createSampleMarket({ clock: { wall: () => NOW, pause: rest } });
    };
    const readBoth = async (market: CandleSource, symbol: string): Promise<void> => {
      await candlesOf(market, symbol, "1d");
      await candlesOf(market, symbol, "1h");
    };
    const started = cpuMs();
    await readBoth(timed(), "SOL");
    const first = cpuMs() - started;
    const one = await bestTimeOf(() => readBoth(timed(), "BTC"), 100, cpuMs);
    const makeAll = async (): Promise<void> => {
      const market = timed();
      for (const { symbol } of sampleCoins) await readBoth(market, symbol);
    };
    const all = await bestTimeOf(makeAll, 2_000, cpuMs);
    const warm = timed();
    await readBoth(warm, "BTC");
    const again = await bestTimeOf(() => candlesOf(warm, "BTC", "2h"), 2, cpuMs);
    const longest = await bestOf(async () => {
      stretches.length = 0;
      await readBoth(timed(), "ETH");
      return Math.max(...stretches);
    }, 20);
    console.log(
      `one coin ${one.toFixed(0)} ms (the first time here ${first.toFixed(0)}), all ${all.toFixed(0)} ms, 2h again ${again.toFixed(2)} ms, longest stretch ${longest.toFixed(1)} ms`,
    );
    expect(one).toBeLessThan(100);
    expect(all).toBeLessThan(2_000);
    expect(again).toBeLessThan(2);
    expect(longest).toBeLessThan(20);
  });
});
