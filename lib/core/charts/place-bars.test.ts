import { expect, test } from "vitest";
import { placeBars } from "./place-bars";

const rows = ({ left, width, place }: ReturnType<typeof placeBars>) =>
  Array.from(left, (at, nth) => [at, width[nth], place[nth]]);

test("wide bars have the same gap between them at every width of a place", () => {
  for (const step of [5.2, 6.5, 9.99, 17.3]) {
    const { left, width } = placeBars({ from: 3, to: 80, begin: 10.4, step, gap: 1 }, () => 1);
    expect(left).toHaveLength(78);
    for (let at = 1; at < left.length; at += 1) {
      expect((left[at] ?? 0) - (left[at - 1] ?? 0) - (width[at - 1] ?? 0)).toBe(1);
    }
  }
});

test("narrow bars are equally wide and do not touch", () => {
  for (const step of [1.01, 1.7, 2.4, 4.9]) {
    const { left, width } = placeBars({ from: 0, to: 200, begin: 0, step, gap: 1 }, () => 1);
    expect(new Set(width)).toEqual(new Set([Math.max(1, Math.floor(step) - 1)]));
    for (let at = 1; at < left.length; at += 1)
      expect(left[at]).toBeGreaterThanOrEqual((left[at - 1] ?? 0) + (width[0] ?? 0));
  }
});

test("a place without a value leaves its room free", () => {
  const bars = placeBars({ from: 0, to: 3, begin: 5, step: 10, gap: 1 }, (place) => (place === 1 ? Number.NaN : 0));
  expect(rows(bars)).toEqual([
    [1, 9, 0],
    [21, 9, 2],
    [31, 9, 3],
  ]);
});

test("where places share a pixel the highest is drawn, once", () => {
  const values = [3, 9, 4, 1, 1, 2, Number.NaN, Number.NaN, 7];
  const bars = placeBars({ from: 0, to: 8, begin: 0.1, step: 1 / 3, gap: 1 }, (place) => values[place] ?? Number.NaN);
  const { left, width, place } = bars;
  expect(new Set(left).size).toBe(left.length);
  expect([...width].every((wide) => wide === 1)).toBe(true);
  expect([...place]).toContain(1);
  expect([...place]).not.toContain(0);
  expect([...place]).toContain(8);
});

test("only what is in view is asked for", () => {
  const asked: number[] = [];
  placeBars({ from: 40_000, to: 40_009, begin: 0, step: 3, gap: 1 }, (place) => asked.push(place));
  expect(asked).toHaveLength(10);
  expect(Math.min(...asked)).toBe(40_000);
  expect(rows(placeBars({ from: 5, to: 4, begin: 0, step: 3, gap: 1 }, () => 1))).toEqual([]);
});
