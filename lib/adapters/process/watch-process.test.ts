import { setTimeout } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { watchProcess } from "./watch-process";

it("samples what was since the sample before", { timeout: 30_000 }, async () => {
  const watch = watchProcess();
  onTestFinished(watch.close);
  await setTimeout(100);
  watch.sample();
  // It counts from tick to tick: the first one comes after ten milliseconds.
  await setTimeout(50);
  const until = performance.now() + 150;
  while (performance.now() < until);
  await setTimeout(50);
  const busy = watch.sample();
  expect(busy.loopDelayP99Ms).toBeGreaterThan(100);
  expect(busy.rssMb).toBeGreaterThan(20);
  // Others share this machine: one calm quarter of a second is enough.
  await expect
    .poll(
      async () => {
        watch.sample();
        await setTimeout(250);
        return watch.sample().loopDelayP99Ms;
      },
      { timeout: 20_000 },
    )
    .toBeLessThan(60);
});
