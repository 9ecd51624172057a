import { expect, test } from "vitest";
import { makeModel, makeOverview } from "../../tests/overview/make-overview";
import { type EventsOf, type Watched, watchOverview } from "./watch-overview";

/** A page, a server and a clock, all in hand. */
function stage(options: { readonly events?: boolean; readonly first?: Watched } = {}) {
  let now = 1_000_000;
  let hidden = false;
  let timers: { readonly at: number; readonly work: () => void }[] = [];
  const listeners = new Set<(what: "visibility" | "online") => void>();
  const opened: { readonly events: EventsOf; closed: boolean }[] = [];
  const told: Watched[] = [];
  let answer: unknown = null;
  let asked = 0;
  const end = watchOverview(options.first ?? { overview: null, heard: {}, link: { kind: "opening" } }, {
    open:
      options.events === false
        ? null
        : (events) => {
            const one = { events, closed: false };
            opened.push(one);
            return () => {
              one.closed = true;
            };
          },
    ask: async () => {
      asked += 1;
      return answer;
    },
    isHidden: () => hidden,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now: () => now,
    after(ms, work) {
      const timer = { at: now + ms, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    random: () => 1,
    tell: (state) => told.push(state),
  });
  const stage = {
    opened,
    told,
    end,
    last: () => opened.at(-1),
    open: () => opened.filter(({ closed }) => !closed).length,
    link: () => told.at(-1)?.link,
    overview: () => told.at(-1)?.overview,
    asked: () => asked,
    timers: () => timers.length,
    answer(next: unknown) {
      answer = next;
    },
    async pass(ms: number) {
      const until = now + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers = timers.filter((one) => one !== due);
        now = Math.max(now, due.at);
        due.work();
        for (let nth = 0; nth < 5; nth += 1) await Promise.resolve();
      }
      now = until;
    },
    see(seen: boolean) {
      hidden = !seen;
      for (const listener of listeners) listener("visibility");
    },
    online() {
      for (const listener of listeners) listener("online");
    },
    listeners: () => listeners.size,
  };
  return stage;
}

const whole = makeOverview();

test("one connection begins with all of it and goes on with what changed", async () => {
  const page = stage();
  await page.pass(0);
  expect(page.opened).toHaveLength(1);
  page.last()?.events.frame(JSON.stringify(whole));
  expect(page.link()).toEqual({ kind: "live" });
  await page.pass(500);
  page.last()?.events.frame(JSON.stringify({ at: whole.at, models: [makeModel({ state: "warming" })] }));
  expect(page.overview()?.models[0]?.state).toBe("warming");
  // Seconds that are left count from when each part came.
  expect(page.told.at(-1)?.heard).toMatchObject({ models: 1_000_500, sources: 1_000_000 });
});

test("what does not fit changes nothing, and what comes before all of it neither", async () => {
  const page = stage();
  await page.pass(0);
  page.last()?.events.frame(JSON.stringify({ at: whole.at, models: [] }));
  page.last()?.events.frame("{");
  expect(page.told).toHaveLength(0);
  page.last()?.events.frame(whole);
  page.last()?.events.frame({ at: whole.at, models: "none" });
  expect(page.told).toHaveLength(1);
});

test("a hidden page holds no connection and no timer, and has one again when it is seen", async () => {
  const page = stage();
  await page.pass(0);
  page.last()?.events.frame(whole);
  page.see(false);
  expect(page.open()).toBe(0);
  expect(page.timers()).toBe(0);
  expect(page.link()).toEqual({ kind: "hidden" });
  await page.pass(3_600_000);
  expect(page.opened).toHaveLength(1);
  page.see(true);
  expect(page.open()).toBe(1);
  expect(page.opened).toHaveLength(2);
  expect(page.overview()).toEqual(whole);
});

test("a page that is opened hidden asks nobody", async () => {
  const page = stage();
  page.see(false);
  await page.pass(60_000);
  expect(page.opened).toHaveLength(0);
  expect(page.asked()).toBe(0);
});

test("where the server is away it waits, longer each time, and what was heard stays", async () => {
  const page = stage();
  await page.pass(0);
  page.last()?.events.frame(whole);
  page.last()?.events.lost();
  const waits: number[] = [];
  for (let nth = 0; nth < 8; nth += 1) {
    const link = page.link();
    if (link?.kind !== "waiting") throw new Error(`it is ${link?.kind}`);
    const left = link.until - 1_000_000 - waits.reduce((sum, ms) => sum + ms, 0);
    waits.push(left);
    await page.pass(left);
    page.last()?.events.lost();
    await page.pass(0);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  expect(page.overview()).toEqual(whole);
  expect(page.open()).toBe(0);
  page.online();
  expect(page.open()).toBe(1);
  page.last()?.events.frame(whole);
  expect(page.link()).toEqual({ kind: "live" });
});

test("where events cannot be had it asks every ten seconds, and tries events again once soon, then each minute", async () => {
  const page = stage();
  page.answer({ success: true, ...whole });
  await page.pass(0);
  const lose = async (): Promise<void> => {
    page.last()?.events.lost();
    await page.pass(0);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  await lose();
  expect(page.link()).toEqual({ kind: "asking" });
  expect(page.overview()).toEqual(whole);
  await page.pass(10_000);
  expect([page.asked(), page.opened.length]).toEqual([1, 2]);
  await lose();
  await page.pass(49_999);
  expect([page.asked(), page.opened.length]).toEqual([6, 2]);
  await page.pass(10_001);
  expect([page.asked(), page.opened.length]).toEqual([7, 3]);
  page.last()?.events.frame(whole);
  expect(page.link()).toEqual({ kind: "live" });
  await page.pass(5_000);
  expect(page.asked()).toBe(7);
});

test("a proxy that gathers events is noticed by its silence", async () => {
  const page = stage();
  page.answer(whole);
  await page.pass(12_000);
  expect(page.open()).toBe(0);
  expect(page.link()).toEqual({ kind: "asking" });
});

test("a connection that nobody holds any more is noticed by its silence, and opened anew", async () => {
  const page = stage();
  await page.pass(0);
  page.last()?.events.frame(whole);
  await page.pass(11_000);
  page.last()?.events.frame({ at: whole.at });
  await page.pass(11_000);
  expect(page.open()).toBe(1);
  await page.pass(2_100);
  expect(page.opened).toHaveLength(2);
  expect(page.open()).toBe(1);
});

test("a browser without events asks", async () => {
  const page = stage({ events: false });
  page.answer(whole);
  await page.pass(30_000);
  expect(page.asked()).toBe(4);
  expect(page.link()).toEqual({ kind: "asking" });
});

test("an end in good order is no failure: it is opened anew, and nobody is told that the server is away", async () => {
  const page = stage();
  await page.pass(0);
  page.last()?.events.frame(whole);
  for (let nth = 0; nth < 5; nth += 1) {
    for (let round = 0; round < 330; round += 1) {
      await page.pass(10_000);
      page.last()?.events.frame({ at: whole.at });
    }
    page.last()?.events.ended();
    await page.pass(1_000);
    page.last()?.events.frame(whole);
  }
  const kinds = page.told.map(({ link }) => link.kind);
  expect(kinds.filter((kind, nth) => kind !== kinds[nth - 1])).toEqual([
    "live",
    ...Array.from({ length: 5 }, () => ["opening", "live"]).flat(),
  ]);
  expect([page.opened.length, page.asked()]).toEqual([6, 0]);
});

test("a way that lets only the beginning through is given up after three tries, and tried again after a minute", async () => {
  for (const how of ["lost", "ended"] as const) {
    const page = stage();
    page.answer(whole);
    await page.pass(0);
    for (let second = 0; second < 600; second += 1) {
      const last = page.last();
      if (last && !last.closed) {
        last.events.frame(whole);
        last.events[how]();
      }
      await page.pass(1_000);
    }
    console.log(`${how}: ${page.opened.length} connections and ${page.asked()} questions in ten minutes`);
    expect(page.opened.length).toBeLessThan(15);
    expect(page.asked()).toBeGreaterThan(50);
    expect(page.link()).toEqual({ kind: "asking" });
  }
});

test("a proxy that gathers all but the first event is given up too", async () => {
  const page = stage();
  page.answer(whole);
  await page.pass(0);
  for (let second = 0; second < 120; second += 1) {
    const last = page.last();
    if (last && !last.closed && page.link()?.kind !== "live") last.events.frame(whole);
    await page.pass(1_000);
  }
  expect(page.opened.length).toBeLessThanOrEqual(4);
  expect(page.asked()).toBeGreaterThan(4);
});

test("after its end nothing is told, open, or planned", async () => {
  const page = stage();
  await page.pass(0);
  page.last()?.events.frame(whole);
  page.end();
  const told = page.told.length;
  page.last()?.events.frame(whole);
  page.see(false);
  await page.pass(60_000);
  expect(page.told).toHaveLength(told);
  expect([page.open(), page.timers(), page.listeners()]).toEqual([0, 0, 0]);
});
