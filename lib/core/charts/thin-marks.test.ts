import fc from "fast-check";
import { expect, test } from "vitest";
import { thinMarks } from "./thin-marks";

const thin = (place: readonly number[], stories: readonly number[], gap: number): number[] => [
  ...thinMarks(Int32Array.from(place), Int32Array.from(stories), gap),
];

test("where there is room all stay", () => {
  expect(thin([0, 1, 2], [1, 5, 1], 1)).toEqual([0, 1, 2]);
});

test("of those that are too near the one of most stories stays, of equal ones the newer", () => {
  expect(thin([0, 1, 2, 7], [1, 5, 1, 1], 4)).toEqual([1, 3]);
  expect(thin([0, 1], [2, 2], 4)).toEqual([1]);
});

test("none is nearer to another than the gap, and each one that is left out has a neighbour that counts as much", () => {
  const marks = fc.uniqueArray(fc.nat(2_000), { maxLength: 200 });
  fc.assert(
    fc.property(marks, fc.integer({ min: 1, max: 64 }), (all, gap) => {
      const place = all.toSorted((one, other) => one - other);
      const stories = place.map((at) => (at * 7) % 11);
      const kept = thin(place, stories, gap);
      for (const [nth, at] of kept.slice(1).entries())
        expect((place[at] ?? 0) - (place[kept[nth] ?? 0] ?? 0)).toBeGreaterThanOrEqual(gap);
      for (const at of place.keys()) {
        if (kept.includes(at)) continue;
        const near = kept.filter((one) => Math.abs((place[one] ?? 0) - (place[at] ?? 0)) < gap);
        expect(near.some((one) => (stories[one] ?? 0) >= (stories[at] ?? 0))).toBe(true);
      }
    }),
  );
});
