import { mkdtempSync, rmSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { fakeClock } from "../../../tests/fakes/fake-clock";
import { createStatsBook } from "../../core/stats/create-stats-book";
import { parseHistory } from "../../core/stats/parse-book";
import { openStatsFiles } from "./open-stats-files";

it("writes what moved to the history at once, so that a process that is killed lost it from neither file", async () => {
  const dir = mkdtempSync(join(tmpdir(), "barometer-stats-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const clock = fakeClock();
  const files = openStatsFiles({ dir, warn: () => {}, clock: { now: () => performance.now() } });
  const book = createStatsBook({ clock, counted: files.counted, coarsened: files.coarsened });
  files.keep(book);
  const slotsInHistory = async (): Promise<number> => {
    const text = await readFile(join(dir, "stats-history.json"), "utf8").catch(() => "null");
    return parseHistory(JSON.parse(text))?.slots.length ?? 0;
  };
  for (let block = 1; block <= 3; block += 1) {
    book.called("sentiment", "ok", 5);
    book.settle();
    clock.pass(25 * 60_000);
    book.called("sentiment", "ok", 5);
    book.settle();
    // Far less than the five seconds between two writes of one file.
    await expect.poll(async () => (await slotsInHistory()) >= block, { timeout: 4_000 }).toBe(true);
  }
  await files.flush();
});

// Two hours of nothing but samples, by a clock that makes them an instant; each write is waited for.
it("writes what an idle server samples every five minutes at most, and at the end", async () => {
  const dir = mkdtempSync(join(tmpdir(), "barometer-stats-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const clock = fakeClock();
  const files = openStatsFiles({ dir, warn: () => {}, clock });
  let recentWrites = 0;
  const book = createStatsBook({ clock, ...files });
  files.keep({
    ...book,
    renderRecent() {
      recentWrites += 1;
      return book.renderRecent();
    },
  });
  const sample = { loopDelayP50Ms: 0, loopDelayP99Ms: 1, rssMb: 100, budgetLeft: null };
  for (let slot = 0; slot < 720; slot += 1) {
    clock.pass(10_000);
    book.sampled(sample);
    if (slot % 20 === 0) await setTimeout(2);
    // Each is due after five minutes; on a slow disk one may take longer than all the rest of these two hours.
    if (slot === 60) await expect.poll(() => recentWrites).toBeGreaterThan(0);
    if (slot === 200) await expect.poll(() => recentWrites).toBeGreaterThan(1);
  }
  console.log(`two hours without a call: the file of the latest minutes was written ${recentWrites} times`);
  // A write for which there was no time while the disk was slow comes with the next.
  expect(recentWrites).toBeGreaterThan(1);
  expect(recentWrites).toBeLessThanOrEqual(24);
  // A write may still be under way; one more sample is what the end has to write.
  await files.flush();
  book.sampled(sample);
  const before = recentWrites;
  await files.flush();
  expect(recentWrites).toBe(before + 1);
  // Nothing new: nothing to write.
  await files.flush();
  files.flushSync();
  expect(recentWrites).toBe(before + 1);
  book.sampled(sample);
  files.flushSync();
  expect(recentWrites).toBe(before + 2);
  expect((await stat(join(dir, "stats.json"))).size).toBeGreaterThan(100);
});
