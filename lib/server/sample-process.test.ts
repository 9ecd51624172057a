import { expect, it } from "vitest";
import { fakeClock } from "../../tests/fakes/fake-clock";
import { createStatsBook } from "../core/stats/create-stats-book";
import { sampleProcess } from "./sample-process";

const month = { requests: 25, limit: 100, credits_usd: 0, credits_limit_usd: null };
const look = { loopDelayP50Ms: 0.2, loopDelayP99Ms: 3, rssMb: 200 };

it("samples each slot of ten seconds once, though timers are early and late, and no more when it is over", () => {
  const clock = fakeClock(Date.UTC(2026, 0, 15) + 3_456);
  const book = createStatsBook({ clock });
  const timers: { readonly ms: number; readonly work: () => void }[] = [];
  const stop = sampleProcess({
    figures: { recorder: book, time: book.time },
    watched: { sample: () => look },
    budget: () => ({ month }),
    after(ms, work) {
      const timer = { ms, work };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
  });
  const offs = [0, -1, 40, 3_900, 0, -1, 900, 0, 0, 0];
  for (let round = 0; round < 80; round += 1) {
    const timer = timers.shift();
    expect(timer?.ms).toBeGreaterThan(0);
    clock.pass((timer?.ms ?? 0) + (offs[round % offs.length] ?? 0));
    timer?.work();
  }
  const slots = book.slotsOf("15m");
  expect(slots).toHaveLength(80);
  for (const [index, { at, sheet }] of slots.entries()) {
    expect(at - (slots[0]?.at ?? 0)).toBe(index * 10_000);
    expect(Object.values(sheet.times["gauge/rss"] ?? {})).toEqual([1]);
    // Of three hundred parts of a budget.
    expect(sheet.times["gauge/budget"]).toEqual({ 225: 1 });
  }
  stop();
  expect(timers).toHaveLength(0);
});
