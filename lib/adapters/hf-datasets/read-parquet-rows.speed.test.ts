import { stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bestOf } from "../../../scripts/lib/best-of";
import { cpuMs } from "../../../scripts/lib/cpu-ms";
import { scratchDir } from "../../../tests/fakes/scratch-dir";
import { writeNewsParquet } from "../../../tests/hub-market/write-news-parquet";
import { readNewsRows } from "./read-news-rows";

const ROWS = 23_301;
const { signal } = new AbortController();

test("an archive of 12 MB in one group is read in portions, and the loop stays free", async () => {
  const file = writeNewsParquet(join(scratchDir(), "archive.parquet"), 1_000_000, ROWS);
  const { size } = await stat(file);
  let read = 0;
  let took = 0;
  // Time of the processor between two turns of the loop: other processes beside this one do not count.
  const held = await bestOf(async () => {
    read = 0;
    let longest = 0;
    let last = cpuMs();
    const timer = { on: true };
    const turn = (): void => {
      const now = cpuMs();
      longest = Math.max(longest, now - last);
      last = now;
      if (timer.on) setImmediate(turn);
    };
    turn();
    const before = performance.now();
    const job = { file, path: "archive.parquet", name: "own", signal, unusable: () => expect.fail("unusable") };
    for await (const items of readNewsRows(job)) {
      expect(items.length).toBeLessThanOrEqual(1_000);
      read += items.length;
    }
    took = performance.now() - before;
    timer.on = false;
    return longest;
  }, 50);
  console.log(
    `${(size / 1e6).toFixed(1)} MB of Parquet, ${read} rows in ${took.toFixed(0)} ms; between two turns of the loop ${held.toFixed(0)} ms of work at the most`,
  );
  expect(size).toBeGreaterThan(10e6);
  expect(read).toBe(ROWS);
  expect(held).toBeLessThan(50);
}, 60_000);
