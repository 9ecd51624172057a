import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
    await expect.poll(async () => (await slotsInHistory()) >= block, { timeout: 1_500 }).toBe(true);
  }
  await files.flush();
});
