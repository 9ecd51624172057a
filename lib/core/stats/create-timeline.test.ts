import { describe, expect, it } from "vitest";
import { createTimeline } from "./create-timeline";
import { renderSlots } from "./render-slots";
import { countIn, emptySheet, type Sheet, timeIn } from "./sheet";
import { levels, windowMs } from "./windows";

const START = Date.UTC(2026, 0, 15);
const one = (name = "call/a/ok"): Sheet => {
  const sheet = emptySheet();
  countIn(sheet, name);
  return sheet;
};
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe("createTimeline", () => {
  it("tells time apart as finely as its age deserves, and forgets nothing younger than 30 days", () => {
    const timeline = createTimeline();
    const step = 7_000;
    let now = START;
    for (; now < START + 2 * DAY; now += step) timeline.add(one(), now);
    const young = timeline.slots();
    expect(timeline.sumSince(0).counts["call/a/ok"]).toBe(
      ((2 * DAY) / step + 1 - ((2 * DAY) % step === 0 ? 1 : 0)) | 0,
    );
    for (const { at, ms } of young) {
      const age = now - at;
      if (ms === 10_000) expect(age).toBeLessThanOrEqual(15 * MINUTE + 5 * MINUTE + step);
      else if (ms === 5 * MINUTE) expect(age).toBeLessThanOrEqual(DAY + 2 * 60 * MINUTE + step);
      else expect(age).toBeGreaterThan(DAY);
    }
    for (const [index, slot] of young.entries()) {
      const before = young[index - 1];
      if (before) expect(slot.at).toBeGreaterThanOrEqual(before.at + before.ms);
    }
    expect(young.length).toBeLessThan(90 + 30 + 288 + 24 + 13);
  });

  it("keeps what a window needs, to a slot", () => {
    const timeline = createTimeline();
    let now = START;
    for (; now < START + 3 * DAY; now += 10_000) timeline.add(one(), now);
    now -= 10_000;
    for (const [name, { slotMs }] of [
      ["15m", levels[0]],
      ["24h", levels[1]],
    ] as const) {
      const counted = timeline.sumSince(now - windowMs[name]).counts["call/a/ok"] ?? 0;
      expect(counted).toBeGreaterThanOrEqual(windowMs[name] / 10_000);
      expect(counted).toBeLessThanOrEqual((windowMs[name] + slotMs) / 10_000 + 1);
    }
  });

  it("forgets after thirty days", () => {
    const timeline = createTimeline();
    timeline.add(one("call/old/ok"), START);
    for (let day = 1; day <= 31; day += 1) timeline.add(one(), START + day * DAY);
    expect(timeline.sumSince(0).counts).toEqual({ "call/a/ok": 31 });
  });

  it("counts what comes late into the newest slot, and leaves gaps where nothing was counted", () => {
    const timeline = createTimeline();
    timeline.add(one(), START + DAY);
    timeline.add(one(), START);
    timeline.add(one(), START + DAY + 60_000);
    expect(timeline.slots().map(({ at, sheet }) => [at - START - DAY, sheet.counts["call/a/ok"]])).toEqual([
      [0, 2],
      [60_000, 1],
    ]);
  });

  it("goes on in the slot that runs where another process left it, and in no slot that lies ahead", () => {
    const first = createTimeline();
    first.add(one("call/old/ok"), START);
    first.add(one(), START + 12_000);
    const saved = (of: typeof first) => [of.packed("coarse"), of.packed("fine")];
    for (const [after, expected] of [
      [0, [0, 10_000]],
      [7_999, [0, 10_000]],
      [8_000, [0, 10_000, 20_000]],
      [-9_000, [0, 10_000]],
      [60_000, [0, 10_000, 70_000]],
    ] as const) {
      const next = createTimeline(saved(first));
      expect(next.slots()).toEqual(first.slots());
      next.add(one(), START + 12_000 + after);
      expect(next.slots().map(({ at }) => at - START)).toEqual(expected);
      expect(next.slotsOf(10_000, 0, 0)).toHaveLength(expected.length);
      expect(next.sumSince(0).counts).toEqual({ "call/old/ok": 1, "call/a/ok": 2 });
      expect(createTimeline(saved(next)).slots()).toEqual(next.slots());
    }
  });

  it("is bounded in slots and in bytes, and prints what it takes", { timeout: 60_000 }, () => {
    const timeline = createTimeline();
    const busy = emptySheet();
    // Twelve functions, seven tiers, twelve models: each with forty durations of its own in each slot, and eight codes.
    for (let name = 0; name < 31; name += 1) {
      for (let bucket = 0; bucket < 40; bucket += 1) timeIn(busy, `attempt/a_model_${name}`, 20 * 1.05 ** bucket);
      for (let code = 0; code < 8; code += 1) countIn(busy, `attempt/a_model_${name}/a_failure_${code}`, 1_000);
    }
    let adds = 0;
    let worst = 0;
    const fill = (from: number, to: number, step: number): void => {
      for (let at = from; at < to; at += step) {
        const started = performance.now();
        timeline.add(busy, at);
        worst = Math.max(worst, performance.now() - started);
        adds += 1;
      }
    };
    const started = performance.now();
    const end = START + 30 * DAY;
    fill(START, end - DAY - 2 * 60 * MINUTE, 120 * MINUTE);
    fill(end - DAY - 2 * 60 * MINUTE, end - 30 * MINUTE, 5 * MINUTE);
    fill(end - 30 * MINUTE, end, 10_000);
    const each = (performance.now() - started) / adds;
    const slots = timeline.slots().length;
    const summed = performance.now();
    timeline.sumSince(START);
    const sumMs = performance.now() - summed;
    const written = performance.now();
    const text = renderSlots(timeline.packed("coarse"));
    const writeMs = performance.now() - written;
    console.log(
      `full, 31 names with 48 numbers in each slot: ${slots} slots, ${(timeline.size() / 1024).toFixed(0)} kB; ` +
        `a new slot ${each.toFixed(2)} ms, worst ${worst.toFixed(0)} ms; sum of 30 days ${sumMs.toFixed(0)} ms; ` +
        `its file ${(text.length / 1024).toFixed(0)} kB in ${writeMs.toFixed(0)} ms`,
    );
    expect(slots).toBeGreaterThan(700);
    expect(slots).toBeLessThanOrEqual(830);
    expect(timeline.size()).toBeLessThanOrEqual(9_000_000);
  });

  it("drops the oldest where there is too much in them", { timeout: 120_000 }, () => {
    const timeline = createTimeline();
    const huge = emptySheet();
    for (let name = 0; name < 6_000; name += 1) countIn(huge, `attempt/a_model_${name}/a_failure`, 1e9);
    for (let at = START; at < START + 30 * DAY; at += 120 * MINUTE) timeline.add(huge, at);
    expect(timeline.size()).toBeLessThanOrEqual(9_000_000);
    expect(timeline.slots().at(-1)?.at).toBe(START + 30 * DAY - 120 * MINUTE);
  });
});
