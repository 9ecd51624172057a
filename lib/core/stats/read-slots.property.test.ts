import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fakeClock } from "../../../tests/fakes/fake-clock";
import { createStatsBook, type SavedBook, type StatsBook } from "./create-stats-book";
import { joinHistory, parseBook, parseHistory } from "./parse-book";
import { type CountedSlots, readSlots } from "./read-slots";
import { slotMsOf, type WindowName, windowMs } from "./windows";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const windows: readonly WindowName[] = ["15m", "24h", "30d"];
const NAME = "call/info/ok";
const FOLDED = "call/all/ok";

const countOf = (slots: CountedSlots["slots"]): number =>
  slots.reduce((sum, { sheet }) => sum + (sheet.counts[FOLDED] ?? 0), 0);

/** What the next process finds. */
const saved = (book: StatsBook): SavedBook => {
  const recent = parseBook(JSON.parse(book.renderRecent()));
  const history = parseHistory(JSON.parse(book.renderHistory()));
  if (recent === null || history === null) throw new Error("what was written cannot be read");
  return joinHistory(recent, history);
};

type Step =
  | { readonly do: "count"; readonly times: number }
  | { readonly do: "pass"; readonly ms: number }
  | { readonly do: "busy"; readonly everyMs: number; readonly times: number }
  | { readonly do: "set"; readonly ms: number }
  | { readonly do: "restart"; readonly ms: number };

const span = fc.oneof(
  fc.constantFrom(1, 9_999, 10 * SECOND, 5 * MINUTE, 15 * MINUTE, 20 * MINUTE, 2 * HOUR, DAY, DAY + 2 * HOUR),
  fc.nat(30 * SECOND),
  fc.nat(30 * MINUTE),
  fc.nat(5 * HOUR),
  fc.nat(3 * DAY),
  fc.nat(20 * DAY),
);
const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("count" as const), times: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: span }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("busy" as const),
      everyMs: fc.constantFrom(3 * SECOND, 10 * SECOND, 47 * SECOND, 5 * MINUTE),
      times: fc.nat(400),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("set" as const),
      ms: fc.oneof(
        span,
        span.map((ms) => -ms),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restart" as const), ms: fc.nat(2 * HOUR) }) },
);

/** A book beside a plain list of all that was counted and when, by the book's time. */
function run(steps: readonly Step[], start: number) {
  const clock = fakeClock(start);
  let book = createStatsBook({ clock });
  const events: { readonly at: number; readonly count: number }[] = [];
  const count = (times: number): void => {
    for (let time = 0; time < times; time += 1) book.called("info", "ok", 5);
    events.push({ at: book.time(), count: times });
  };
  for (const step of steps) {
    if (step.do === "count") count(step.times);
    if (step.do === "pass") clock.pass(step.ms);
    if (step.do === "set") clock.setOff(step.ms);
    if (step.do === "busy") {
      for (let time = 0; time < step.times; time += 1) {
        count(1);
        clock.pass(step.everyMs);
      }
    }
    if (step.do === "restart") {
      clock.pass(step.ms);
      book = createStatsBook({ clock, saved: saved(book) });
    }
  }
  return { book, events, clock };
}

/** What slots there ought to be, by the book's time. */
function expected(events: ReturnType<typeof run>["events"], window: WindowName, now: number) {
  const ms = slotMsOf(window);
  const sums = new Map<number, number>();
  for (const { at, count } of events) {
    const place = Math.floor(at / ms) * ms;
    if (place > now - windowMs[window]) sums.set(place, (sums.get(place) ?? 0) + count);
  }
  return [...sums].toSorted(([a], [b]) => a - b);
}

describe("slots of a window", () => {
  it("are what was counted, none twice and none lost, over days with restarts and a clock that jumps", {
    timeout: 120_000,
  }, () => {
    let [looks, most] = [0, 0];
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 25 }), fc.nat(DAY), (steps, off) => {
        const { book, events } = run(steps, Date.UTC(2026, 0, 15) + off);
        for (const window of windows) {
          const { slots, slotMs, from, to } = readSlots(book, window);
          const shift = book.shiftMs();
          const found = slots.map(({ at, sheet }) => [at + shift, sheet.counts[FOLDED]]);
          expect(slots.every(({ ms }) => ms === slotMs)).toBe(true);
          expect(found).toEqual(expected(events, window, book.time()));
          expect(to - from).toBe(windowMs[window]);
          // A sum holds, beside them, what is left of the slot in which the window begins.
          const sum = book.sumOf(window).counts[NAME] ?? 0;
          const begins = Math.floor((book.time() - windowMs[window]) / slotMs) * slotMs;
          const inFirst = events.reduce(
            (more, { at, count }) => (at >= begins && at < begins + slotMs ? more + count : more),
            0,
          );
          expect(sum - countOf(slots)).toBeGreaterThanOrEqual(0);
          expect(sum - countOf(slots)).toBeLessThanOrEqual(inFirst);
          looks += 1;
          most = Math.max(most, slots.length);
        }
      }),
      { numRuns: 150 },
    );
    console.log(`${looks} windows as they should be, ${most} slots at most`);
  });

  it("are asked for since a time: those that end after it, as they are in the whole window", () => {
    fc.assert(
      fc.property(
        fc.array(aStep, { maxLength: 12 }),
        fc.double({ min: -0.1, max: 1.1, noNaN: true }),
        (steps, share) => {
          const { book } = run(steps, Date.UTC(2026, 0, 15));
          for (const window of windows) {
            const { slots, from } = readSlots(book, window);
            const since = from + share * windowMs[window];
            expect(readSlots(book, window, since).slots).toEqual(slots.filter(({ at, ms }) => at + ms > since));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

it("has as many slots in a window as fit in it, wherever in a slot it ends", () => {
  const clock = fakeClock(Date.UTC(2026, 0, 15));
  const book = createStatsBook({ clock });
  const pass = (until: number, stepMs: number): void => {
    for (const end = clock.wall() + until; clock.wall() < end; clock.pass(stepMs)) book.called("info", "ok", 5);
  };
  pass(31 * DAY, 4 * MINUTE);
  pass(21 * MINUTE, 5 * SECOND);
  for (const offMs of [0, 1, 9_000, 3 * MINUTE, 59 * MINUTE]) {
    pass(offMs, Math.min(5 * SECOND, Math.max(1, offMs)));
    book.called("info", "ok", 5);
    expect(windows.map((window) => readSlots(book, window).slots.length)).toEqual([90, 288, 360]);
  }
});

it("tells a slot by the same time from one look to the next, however little two clocks differ in pace", () => {
  const live = { now: 0, wall: Date.UTC(2026, 0, 15) };
  const book = createStatsBook({ clock: { now: () => live.now, wall: () => Math.floor(live.wall) } });
  const times = new Set<number>();
  for (let look = 0; look < 200; look += 1) {
    book.called("info", "ok", 5);
    for (const { at } of readSlots(book, "15m").slots) times.add(at % (10 * SECOND));
    live.now += 997.3;
    live.wall += 997.1;
    // Set back a little, and then by much.
    if (look === 50) live.wall -= 900;
    if (look === 100) live.wall -= HOUR;
  }
  expect([...times]).toEqual([0]);
});

it("takes no time to look at the newest of many slots", () => {
  const clock = fakeClock();
  const book = createStatsBook({ clock });
  for (let slot = 0; slot < 7 * 288; slot += 1) {
    for (let more = 0; more < 20; more += 1) book.asked("lexical", "ok", 0.1 * 1.3 ** ((slot + more) % 40));
    clock.pass(5 * MINUTE);
  }
  book.called("info", "ok", 5);
  const measure = (since?: number): number => {
    const started = performance.now();
    for (let round = 0; round < 100; round += 1) for (const window of windows) readSlots(book, window, since);
    return ((performance.now() - started) / 300) * 1000;
  };
  const shortest = (since?: number): number => Math.min(measure(since), measure(since), measure(since));
  const [whole, newest] = [shortest(), shortest(clock.wall())];
  console.log(`a window of a week's slots ${whole.toFixed(0)} µs, the newest of them ${newest.toFixed(1)} µs`);
  expect(readSlots(book, "30d", clock.wall()).slots).toHaveLength(1);
  expect(newest).toBeLessThan(whole / 5);
});

it("leaves a slot that is kept coarser as it is: the clock is set back, and the latest minutes are lost", () => {
  const clock = fakeClock(Date.UTC(2026, 0, 15));
  const first = createStatsBook({ clock });
  for (let block = 0; block < 8; block += 1) {
    first.called("info", "ok", 5);
    clock.pass(5 * MINUTE);
  }
  first.called("info", "ok", 5);
  const history = parseHistory(JSON.parse(first.renderHistory()));
  if (history === null) throw new Error("what was written cannot be read");
  clock.setOff(-3 * DAY);
  const second = createStatsBook({ clock, saved: { since: first.since, total: first.total(), slots: [history] } });
  // Its time begins where the last of them ended.
  const last = history.slots.at(-1);
  expect(second.time()).toBe((last?.at ?? 0) + 5 * MINUTE);
  second.called("info", "ok", 5);
  const { slots } = readSlots(second, "15m");
  expect(slots.map(({ ms }) => ms)).toEqual([5 * MINUTE, 5 * MINUTE, 10 * SECOND]);
  expect(countOf(slots)).toBe(3);
  expect(slots.every(({ at }) => at <= clock.wall() + 10 * SECOND)).toBe(true);
});
