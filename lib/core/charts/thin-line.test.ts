import fc from "fast-check";
import { expect, test } from "vitest";
import { thinLine } from "./thin-line";

test("where each place has a pixel, each value is a corner, and what is missing is passed over", () => {
  const values = [Number.NaN, 5, 7, Number.NaN, 6];
  const { x, value } = thinLine({ from: 0, to: 4, begin: 2, step: 3 }, (place) => values[place] ?? Number.NaN);
  expect([...x]).toEqual([5, 8, 14]);
  expect([...value]).toEqual([5, 7, 6]);
});

test("where many share a pixel, each pixel keeps its lowest and its highest, in their order, and four corners at most", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          { weight: 9, arbitrary: fc.integer({ min: 0, max: 99 }) },
          { weight: 1, arbitrary: fc.constant(null) },
        ),
        {
          minLength: 1,
          maxLength: 400,
        },
      ),
      fc.double({ min: 0.005, max: 0.99, noNaN: true }),
      (numbers, step) => {
        const valueAt = (place: number): number => numbers[place] ?? Number.NaN;
        const { x, value } = thinLine({ from: 0, to: numbers.length - 1, begin: 0, step }, valueAt);
        const pixels = new Map<number, number[]>();
        for (const [place, number] of numbers.entries()) {
          const pixel = Math.floor(place * step);
          if (number !== null) pixels.set(pixel, [...(pixels.get(pixel) ?? []), number]);
        }
        for (const [pixel, all] of pixels) {
          const kept = [...value].filter((_, at) => Math.floor(x[at] ?? -1) === pixel);
          expect(kept.length).toBeLessThanOrEqual(4);
          expect([Math.min(...kept), Math.max(...kept)]).toEqual([Math.min(...all), Math.max(...all)]);
          expect([kept[0], kept.at(-1)]).toEqual([all[0], all.at(-1)]);
        }
        expect(x.every((at, nth) => nth === 0 || at > (x[nth - 1] ?? 0))).toBe(true);
      },
    ),
  );
});

test("nothing in view is no line", () => {
  expect(thinLine({ from: 3, to: 2, begin: 0, step: 1 }, () => 1).x).toHaveLength(0);
  expect(thinLine({ from: 0, to: 9, begin: 0, step: 0.1 }, () => Number.NaN).x).toHaveLength(0);
});
