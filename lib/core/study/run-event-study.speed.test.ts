import { describe, expect, it } from "vitest";
import { bestOf } from "../../../scripts/lib/best-of";
import { cpuMs } from "../../../scripts/lib/cpu-ms";
import { makeEvents, makeMarket } from "../../../tests/study/make-market";
import { runEventStudy } from "./run-event-study";

const HOUR = 3_600_000;
/** Of one core: what others take of it beside the test does not count. */
const BOUND_MS = 1_500;
const HELD_MS = 50;

describe("ten thousand stories", () => {
  it.each([
    ["five years of days", "1d", 1_826, 24 * HOUR, 4],
    ["a year of hours", "1h", 8_760, HOUR, 4],
    ["a year of hours, each story alone", "1h", 8_760, HOUR, 1],
  ] as const)(
    "over %s take less than 1.5 s and let others in",
    async (name, timeframe, bars, step, burst) => {
      const { coin, bitcoin } = makeMarket({ bars, step, seed: 1 });
      const basket = [2, 3, 4, 5].map((seed) => makeMarket({ bars, step, seed }).coin);
      const events = makeEvents({ count: 10_000, bars, step, seed: 2, burst });
      const prices = { coin, benchmark: [bitcoin, ...basket], atLeast: 3 };
      const question = { prices, timeframe, events, times: "first_seen", draws: 2_000, seed: 1 } as const;
      const run = async () => {
        const started = { at: performance.now(), worked: cpuMs() };
        let [since, held] = [started.worked, 0];
        const pause = () =>
          new Promise<void>((resolve) => {
            held = Math.max(held, cpuMs() - since);
            setImmediate(() => {
              since = cpuMs();
              resolve();
            });
          });
        const clock = { now: () => performance.now(), pause };
        const outcome = await runEventStudy(question, { clock, signal: new AbortController().signal });
        expect(outcome.ok).toBe(true);
        return { took: performance.now() - started.at, worked: cpuMs() - started.worked, held };
      };
      const took: number[] = [];
      const worked = await bestOf(async () => {
        const one = await run();
        took.push(one.took);
        return one.worked;
      }, BOUND_MS);
      const held = await bestOf(async () => (await run()).held, HELD_MS);
      console.info(
        `10,000 stories over ${name}: ${worked.toFixed(0)} ms of work in ${Math.min(...took).toFixed(0)} ms, at most ${held.toFixed(0)} ms at a stretch`,
      );
      expect(worked).toBeLessThan(BOUND_MS);
      expect(held).toBeLessThan(HELD_MS);
    },
    60_000,
  );
});
