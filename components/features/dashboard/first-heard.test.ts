import { expect, test } from "vitest";
import { firstHeard } from "./first-heard";

const NOW = Date.parse("2026-03-04T12:00:00.000Z");
const before = (seconds: number): string => new Date(NOW - seconds * 1_000).toISOString();

test("a page that was drawn just now is of now, also where the clocks are a little off", () => {
  for (const seconds of [0, 5, 60, -5, -3_600]) expect(firstHeard(before(seconds), NOW)).toBe(NOW);
});

test("a page that was kept is as old as it is", () => {
  for (const seconds of [61, 7 * 86_400]) expect(firstHeard(before(seconds), NOW)).toBe(NOW - seconds * 1_000);
});

test("a time that cannot be read makes nothing old", () => {
  expect(firstHeard("soon", NOW)).toBe(NOW);
});
