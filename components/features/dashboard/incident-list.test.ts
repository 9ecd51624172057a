import { expect, test } from "vitest";
import { makeIncident } from "@/tests/overview/make-overview";
import { findFresh, isApart, type Listed, putIn } from "./incident-list";

const row = makeIncident;
/** From `newest` down, as many. */
const rows = (newest: number, many: number) => Array.from({ length: many }, (_, nth) => row(newest - nth));
const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);

test("what comes a little late takes its place by time", () => {
  const listed: Listed = { rows: [row(9), row(7), row(5)], more: true };
  const fresh = findFresh([row(10), row(9), row(8), row(7), row(4)], listed);
  expect(ids(fresh)).toEqual(["10", "8"]);
  expect(ids(putIn(listed, fresh, 100).rows)).toEqual(["10", "9", "8", "7", "5"]);
});

test("where nothing older is to come, all that is new belongs in", () => {
  expect(ids(findFresh([row(4)], { rows: [row(9)], more: false }))).toEqual(["4"]);
  expect(ids(findFresh([row(4)], { rows: [], more: true }))).toEqual(["4"]);
});

test("a page that stays open for a week holds a bounded list, and says that there are older ones", () => {
  let listed: Listed = { rows: rows(50, 50), more: false };
  for (let nth = 51; nth <= 4_000; nth += 1) listed = putIn(listed, findFresh([row(nth)], listed), 100);
  expect(listed.rows).toHaveLength(100);
  expect(ids(listed.rows.slice(0, 2))).toEqual(["4000", "3999"]);
  expect(listed.more).toBe(true);
});

test("a list of few is not apart for being narrow, only where the newest of all have left a gap", () => {
  expect(isApart(rows(50, 50), rows(99, 50))).toBe(false);
  expect(isApart(rows(50, 50), rows(100, 50))).toBe(true);
  expect(isApart([], [row(1)])).toBe(false);
  expect(isApart([row(1)], [row(3), row(2)])).toBe(false);
});
