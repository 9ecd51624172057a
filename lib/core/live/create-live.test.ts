import { describe, expect, test } from "vitest";
import { fakeTimers } from "../../../tests/fakes/fake-timers";
import { makeIncident, makeModel, makeOverview, makeSlot } from "../../../tests/overview/make-overview";
import type { Frame } from "../../contracts/functions/overview";
import type { SeriesWindow } from "../../contracts/functions/stats-series";
import type { IncidentRow } from "../../contracts/parts";
import { createLive, type States } from "./create-live";

type State = States["models"][number]["state"];
const overview = makeOverview();
const statesOf = (state: State): States => ({ ...overview, models: [makeModel({ state })] });

function start() {
  const { clock, after, pass, plans } = fakeTimers();
  const seen = {
    state: "ready" as State | "broken",
    looks: 0,
    figures: [] as { readonly window: SeriesWindow; readonly since: number }[],
    faults: 0,
    wait: null as Promise<void> | null,
    listeners: new Set<(incidents: readonly IncidentRow[]) => void>(),
  };
  const live = createLive({
    async states() {
      seen.looks += 1;
      if (seen.state === "broken") throw new Error("broken");
      const { state } = seen;
      await seen.wait;
      return statesOf(state);
    },
    async figures(window, since) {
      seen.figures.push({ window, since });
      const at = new Date(Math.floor(clock.wall() / 10_000) * 10_000).toISOString();
      return {
        stats: { ...overview.stats, window },
        series: { ...overview.series, window, slots: [makeSlot(at)] },
      };
    },
    incidents(listener) {
      seen.listeners.add(listener);
      return () => seen.listeners.delete(listener);
    },
    clock,
    after,
    report: () => {
      seen.faults += 1;
    },
  });
  const watch = (window: SeriesWindow = "15m") => {
    const frames: Frame[] = [];
    let isOver = false;
    const stop = live.watch(window, {
      tell: (frame) => frames.push(frame),
      over: () => {
        isOver = true;
      },
    });
    return { frames, stop, isOver: () => isOver };
  };
  return { live, clock, seen, pass, watch, plans };
}

const statesIn = (frames: readonly Frame[]) => frames.flatMap(({ models }) => models?.map(({ state }) => state) ?? []);

describe("what changes is told to all who watch", () => {
  test("nobody watches: nothing is looked at, and a hint plans nothing", async () => {
    const { live, seen, pass, plans } = start();
    live.soon();
    await pass(60_000);
    expect([seen.looks, plans()]).toEqual([0, 0]);
  });

  test("ten watch: one look a second, figures every two, whoever leaves hears no more", async () => {
    const { seen, pass, watch, plans } = start();
    const all = Array.from({ length: 10 }, () => watch());
    await pass(10_000);
    expect(seen.looks).toBe(10);
    expect(seen.figures).toHaveLength(5);
    seen.state = "unusable";
    await pass(1_000);
    for (const { frames } of all) expect(statesIn(frames)).toEqual(["ready", "unusable"]);
    const [first] = all;
    first?.stop();
    seen.state = "ready";
    await pass(1_000);
    expect(statesIn(first?.frames ?? [])).toEqual(["ready", "unusable"]);
    for (const { stop } of all) stop();
    expect([plans(), seen.listeners.size]).toEqual([0, 0]);
  });

  test("what stays is not told again; a hint brings the next look at once, and many hints bring one", async () => {
    const { live, seen, pass, watch } = start();
    const { frames } = watch();
    await pass(3_500);
    expect(statesIn(frames)).toEqual(["ready"]);
    const { looks } = seen;
    seen.state = "warming";
    for (let hint = 0; hint < 100; hint += 1) live.soon();
    await pass(60);
    expect(seen.looks - looks).toBe(1);
    expect(statesIn(frames)).toEqual(["ready", "warming"]);
  });

  test("a hint during a look is not lost", async () => {
    const { live, seen, pass, watch } = start();
    const { frames } = watch();
    let go = (): void => {};
    seen.wait = new Promise((resolve) => {
      go = resolve;
    });
    await pass(1_000);
    seen.state = "unusable";
    live.soon();
    seen.wait = null;
    go();
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    await pass(250);
    expect(statesIn(frames)).toEqual(["ready", "unusable"]);
  });

  test("hints without end bring four looks a second, and figures every two seconds as ever", async () => {
    const { live, seen, pass, watch } = start();
    watch();
    for (let hint = 0; hint < 1_000; hint += 1) {
      live.soon();
      await pass(10);
    }
    expect(seen.looks).toBeGreaterThanOrEqual(39);
    expect(seen.looks).toBeLessThanOrEqual(41);
    expect(seen.figures.length).toBeGreaterThanOrEqual(4);
    expect(seen.figures.length).toBeLessThanOrEqual(5);
  });

  test("each window has figures of its own, from the slot on that was told last", async () => {
    const { seen, pass, watch, clock } = start();
    const [short, long] = [watch("15m"), watch("30d")];
    await pass(4_000);
    const windows = (frames: readonly Frame[]) => [...new Set(frames.flatMap(({ stats }) => stats?.window ?? []))];
    expect([windows(short.frames), windows(long.frames)]).toEqual([["15m"], ["30d"]]);
    const [, , later] = seen.figures;
    // And the slot before it, for what other servers hand over late.
    expect(later?.since).toBe(Math.floor(clock.wall() / 10_000) * 10_000 - 10_000);
  });

  test("a clock that is set back does not silence the figures", async () => {
    const { seen, pass, watch, clock } = start();
    watch();
    await pass(10_000);
    clock.setOff(-3_600_000);
    const before = seen.figures.length;
    await pass(4_000);
    const after = seen.figures.slice(before);
    expect(after.length).toBeGreaterThan(0);
    for (const { since } of after) expect(since).toBeLessThan(clock.wall());
  });

  test("an incident is told in the moment in which it is kept", async () => {
    const { seen, watch } = start();
    const { frames } = watch();
    const incident = makeIncident(1);
    for (const listener of seen.listeners) listener([incident]);
    expect(frames.at(-1)?.incidents).toEqual([incident]);
  });

  test("a look that fails is reported, and the next one comes", async () => {
    const { seen, pass, watch } = start();
    const { frames } = watch();
    seen.state = "broken";
    await pass(2_000);
    seen.state = "ready";
    await pass(1_000);
    expect(seen.faults).toBe(2);
    expect(statesIn(frames)).toEqual(["ready"]);
  });

  test("when the server ends, all are told", () => {
    const { live, watch, plans } = start();
    const all = [watch(), watch("24h")];
    live.close();
    expect(all.map(({ isOver }) => isOver())).toEqual([true, true]);
    // Who comes after that is told at once.
    expect(watch().isOver()).toBe(true);
    live.soon();
    expect(plans()).toBe(0);
  });
});
