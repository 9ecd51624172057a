import { expect, test } from "vitest";
import { AT, makeIncident, makeModel, makeOverview, makeSlot } from "../../../tests/overview/make-overview";
import { overviewSchema } from "../../contracts/functions/overview";
import { mergeFrame } from "./merge-frame";
import { isWhole, readFrame } from "./read-frame";

const later = (s: number): string => new Date(Date.parse(AT) + s * 1000).toISOString();

test("the made overview is one", () => {
  expect(overviewSchema.safeParse(makeOverview()).error).toBeUndefined();
});

test("parts that came replace, those that did not stay the same objects", () => {
  const held = makeOverview();
  const models = [makeModel({ state: "warming" })];
  const after = mergeFrame(held, { at: later(1), models });
  expect(after.models).toBe(models);
  expect(after.at).toBe(later(1));
  for (const part of ["answers", "health", "sources", "stats", "series", "incidents"] as const)
    expect(after[part]).toBe(held[part]);
});

test("a slot that grew takes the place of what it was, a new one follows, and one that the window has left is gone", () => {
  const slots = [makeSlot(later(-900), 7), makeSlot(later(-890), 8), makeSlot(later(-10), 1)];
  const held = makeOverview({ series: { ...makeOverview().series, slots } });
  const fresh = { window: "15m", slot_s: 10, from: later(-10), to: later(10) } as const;
  const after = mergeFrame(held, {
    at: later(10),
    series: { ...fresh, slots: [makeSlot(later(-10), 5), makeSlot(later(0), 2)] },
  });
  expect(after.series.slots.map(({ at, calls }) => [at, calls])).toEqual([
    [later(-890), 8],
    [later(-10), 5],
    [later(0), 2],
  ]);
  expect(after.series.from).toBe(later(10 - 900));
  expect(after.series.to).toBe(later(10));
});

test("slots stay in order of time, and so many, whatever comes", () => {
  let held = makeOverview();
  for (let nth = 0; nth < 1_000; nth += 1) {
    const at = later(nth % 2 === 0 ? nth : -nth);
    held = mergeFrame(held, { at, series: { ...held.series, to: later(1), slots: [makeSlot(at)] } });
  }
  const times = held.series.slots.map(({ at }) => at);
  expect(times.length).toBeLessThanOrEqual(400);
  expect(times).toEqual(times.toSorted());
});

test("a series of another window is one of its own", () => {
  const held = makeOverview({ series: { ...makeOverview().series, slots: [makeSlot(later(-20))] } });
  const day = { ...held.series, window: "24h", slot_s: 300, slots: [] } as const;
  expect(mergeFrame(held, { at: AT, series: { ...day, slots: [] } }).series.slots).toEqual([]);
});

test("incidents come in front, each once, newest first, and no more than fifty", () => {
  const held = makeOverview({ incidents: [makeIncident(3), makeIncident(2)] });
  const after = mergeFrame(held, { at: AT, incidents: [makeIncident(4), makeIncident(5), makeIncident(3)] });
  expect(after.incidents.map(({ id }) => id)).toEqual(["5", "4", "3", "2"]);
  const many = Array.from({ length: 80 }, (_, nth) => makeIncident(100 + nth));
  const full = mergeFrame(after, { at: AT, incidents: many });
  expect(full.incidents).toHaveLength(50);
  expect(full.incidents[0]?.id).toBe("179");
});

test("incidents of one moment stand by their ids, as numbers", () => {
  const at = AT;
  const held = makeOverview({ incidents: [makeIncident(9, { at })] });
  const after = mergeFrame(held, { at, incidents: [makeIncident(10, { at }), makeIncident(11, { at })] });
  expect(after.incidents.map(({ id }) => id)).toEqual(["11", "10", "9"]);
});

test("what fits is a frame, as text and as data; only all of it is whole", () => {
  const whole = makeOverview({ incidents: [makeIncident(1)] });
  expect(readFrame(JSON.stringify(whole))).toEqual(whole);
  const read = readFrame({ ...whole, success: true });
  expect(read).toEqual(whole);
  expect(read && isWhole(read)).toBe(true);
  const part = readFrame({ at: AT, models: whole.models });
  expect(part).toEqual({ at: AT, models: whole.models });
  expect(part && isWhole(part)).toBe(false);
});

test.each([
  ["no text", "{"],
  ["nothing", null],
  ["a list", []],
  ["no time", {}],
  ["a time that is none", { at: "now" }],
  ["models that are none", { at: AT, models: {} }],
  ["a model without its state", { at: AT, models: [{ key: "a", name: "A", engine: "lexical", detail: "" }] }],
  ["an incident of no moment", { at: AT, incidents: [{ ...makeIncident(1), at: "soon" }] }],
  ["a series without slots", { at: AT, series: { window: "15m", from: AT, to: AT } }],
])("%s is no frame", (_, sent) => {
  expect(readFrame(sent)).toBeNull();
});
