import { expect, test } from "vitest";
import { seriesOf } from "../../../tests/charts/series";
import { prepareFrame } from "./prepare-frame";
import { prepareRequests } from "./prepare-requests";
import { prepareRows } from "./prepare-rows";

test("newest first, a gap is one row", () => {
  const frame = prepareFrame(seriesOf("15m", { 89: { calls: 10 }, 1: { calls: 40, shed: 2 }, 0: { calls: 14 } }));
  expect(prepareRows(frame, prepareRequests(frame), 120)).toEqual({
    rows: [
      { first: 89, last: 89, cells: [2, 14, 0] },
      { first: 88, last: 88, cells: [4, 40, 2] },
      { first: 1, last: 87, cells: null },
      { first: 0, last: 0, cells: [1, 10, 0] },
    ],
    more: 0,
  });
});

test("says how many it leaves out", () => {
  const frame = prepareFrame(seriesOf("30d", {}, { filled: true }));
  const { rows, more } = prepareRows(frame, prepareRequests(frame), 120);
  expect([rows.length, more]).toEqual([120, 240]);
});

test("has no row for a slot of now in which nothing was counted", () => {
  const frame = prepareFrame(seriesOf("15m", { 1: {} }));
  expect(prepareRows(frame, prepareRequests(frame), 120).rows.map(({ last }) => last)).toEqual([88, 87]);
});
