import { expect, test } from "vitest";
import { fakeClock } from "../../../tests/fakes/fake-clock";
import type { CountedStats } from "./read-stats";
import { rememberReads } from "./remember-reads";
import { emptySheet } from "./sheet";

const stats: CountedStats = { sheet: emptySheet(), since: 0, replicas: 1, keptIn: "memory" };

test("a long window is added up seldom, a short one often, and once for all who ask at once", async () => {
  const clock = fakeClock();
  const asked: string[] = [];
  const read = rememberReads(async (window) => {
    asked.push(window);
    return stats;
  }, clock);
  for (let second = 0; second < 20; second += 1) {
    await Promise.all([read("15m"), read("15m"), read("24h"), read("all")]);
    clock.pass(1_000);
  }
  const times = (window: string) => asked.filter((each) => each === window).length;
  expect([times("all"), times("15m"), times("24h")]).toEqual([20, 10, 2]);
});

test("what failed is asked again", async () => {
  let calls = 0;
  const read = rememberReads(async () => {
    calls += 1;
    if (calls === 1) throw new Error("away");
    return stats;
  }, fakeClock());
  await expect(read("24h")).rejects.toThrow("away");
  await expect(read("24h")).resolves.toBe(stats);
});
