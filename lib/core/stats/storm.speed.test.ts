import { expect, it } from "vitest";
import { bestTimeOf } from "../../../scripts/lib/best-time-of";
import { fakeClock } from "../../../tests/fakes/fake-clock";
import { storm } from "../../../tests/fakes/storm";
import { createStatsBook } from "./create-stats-book";
import { joinHistory, parseBook, parseHistory } from "./parse-book";
import { readSlots } from "./read-slots";
import { MOST_NAMES } from "./sheet";
import { slotFigures } from "./slot-figures";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** What the code declares. */
const MOST_TIMELINE_BYTES = 9_000_000;
const MOST_FILE_BYTES = 32_000_000;

const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

it("stays within its caps in thirty days of all there is and ten minutes of a storm", {
  timeout: 300_000,
}, async () => {
  const clock = fakeClock(Date.UTC(2026, 0, 15));
  const book = createStatsBook({ clock });
  const sample = { loopDelayP50Ms: 1, loopDelayP99Ms: 30, rssMb: 400, budgetLeft: 0.5 };
  let round = 0;
  let largest = 0;
  const fill = (ms: number, everyMs: number, times: number): void => {
    for (const end = clock.wall() + ms; clock.wall() < end; clock.pass(everyMs)) {
      round = storm(book, times, round);
      book.sampled({ ...sample, rssMb: 400 + (round % 97) });
      if (round % 50 === 0) largest = Math.max(largest, book.size());
    }
  };
  // Fast where time is kept coarse anyway: the slots come out the same.
  fill(29 * 24 * HOUR, 2 * HOUR, 4_000);
  fill(24 * HOUR, 300 * SECOND, 4_000);
  const started = performance.now();
  const before = round;
  fill(600 * SECOND, SECOND, 2_000);
  const tookMs = performance.now() - started;
  book.settle();
  largest = Math.max(largest, book.size());

  const timed = (work: () => string): readonly [text: string, ms: number] => {
    const at = performance.now();
    const text = work();
    return [text, performance.now() - at];
  };
  const [recent, recentMs] = timed(book.renderRecent);
  const [history, historyMs] = timed(book.renderHistory);
  const total = book.total();
  const names = Object.keys(total.counts).length;
  console.log(
    `storm: ${round - before} counts in ${(tookMs / 1000).toFixed(1)} s of this machine for ten minutes, ` +
      `${((tookMs * 1000) / (round - before)).toFixed(1)} µs each, slots and all; timeline ${mb(largest)}; ` +
      `files ${mb(recent.length)} in ${recentMs.toFixed(0)} ms and ${mb(history.length)} in ${historyMs.toFixed(0)} ms; ` +
      `${names} names of counts, ${Object.keys(total.times).length} of times`,
  );
  expect(round - before).toBe(1_200_000);
  expect(largest).toBeLessThanOrEqual(MOST_TIMELINE_BYTES);
  expect(recent.length).toBeLessThanOrEqual(MOST_FILE_BYTES);
  expect(history.length).toBeLessThanOrEqual(MOST_FILE_BYTES);
  expect(names).toBeLessThanOrEqual(MOST_NAMES);
  const [found, older] = [parseBook(JSON.parse(recent)), parseHistory(JSON.parse(history))];
  if (found === null || older === null) throw new Error("what was written cannot be read");
  const next = createStatsBook({ clock, saved: joinHistory(found, older) });
  expect(next.total()).toEqual(total);
  expect(next.sumOf("30d")).toEqual(book.sumOf("30d"));

  // The page asks for whole windows where it is opened.
  let slots = 0;
  const windowMs = await bestTimeOf(() => {
    slots = readSlots(book, "30d").slots.map(({ sheet }) => slotFigures(sheet)).length;
  }, 180);
  console.log(`a window of 30 days with all there is in each of ${slots} slots: ${windowMs.toFixed(1)} ms`);
  expect(slots).toBeGreaterThan(200);
  expect(windowMs).toBeLessThan(180);
});
