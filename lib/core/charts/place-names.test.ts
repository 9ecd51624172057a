import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Box, type Named, placeNames } from "./place-names";

const box: Box = { x: 40, y: 8, width: 640, height: 360 };

const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width - 1e-6 &&
  other.x < one.x + one.width - 1e-6 &&
  one.y < other.y + other.height - 1e-6 &&
  other.y < one.y + one.height - 1e-6;

const covers = (label: Box, { x, y, radius }: Named): boolean => {
  const nearX = Math.min(Math.max(x, label.x), label.x + label.width);
  const nearY = Math.min(Math.max(y, label.y), label.y + label.height);
  return Math.hypot(nearX - x, nearY - y) < radius - 1e-6;
};

const named = fc.record({
  x: fc.double({ min: 50, max: 670, noNaN: true }),
  y: fc.double({ min: 20, max: 360, noNaN: true }),
  radius: fc.double({ min: 5, max: 32, noNaN: true }),
  width: fc.integer({ min: 20, max: 190 }),
  height: fc.constantFrom(14, 28),
});

/** Numbers that are the same in each run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    yield state / 4_294_967_296;
  }
}

describe("placeNames", () => {
  test("a name alone stands right of its mark", () => {
    const [label] = placeNames([{ x: 100, y: 100, radius: 6, width: 80, height: 14 }], box);
    expect(label).toEqual({ x: 110, y: 93, width: 80, height: 14, leader: null });
  });

  test("at the right edge it stands left", () => {
    const [label] = placeNames([{ x: 660, y: 100, radius: 6, width: 80, height: 14 }], box);
    expect(label).toMatchObject({ x: 570, leader: null });
  });

  test("between two marks the name goes where it is nobody else's", () => {
    const marks = [
      { x: 300, y: 200, radius: 6, width: 30, height: 14 },
      { x: 340, y: 200, radius: 6, width: 30, height: 14 },
    ];
    const [first, second] = placeNames(marks, box);
    expect(first?.x).toBeLessThan(300);
    expect(second?.x).toBeGreaterThan(340);
  });

  test("no name covers a name or a mark, and none leaves the box, wherever the marks are", () => {
    fc.assert(
      fc.property(fc.array(named, { maxLength: 20 }), (marks) => {
        const placed = placeNames(marks, box).filter((label) => label !== null);
        for (const [index, label] of placed.entries()) {
          expect(label.x).toBeGreaterThanOrEqual(box.x);
          expect(label.y).toBeGreaterThanOrEqual(box.y);
          expect(label.x + label.width).toBeLessThanOrEqual(box.x + box.width);
          expect(label.y + label.height).toBeLessThanOrEqual(box.y + box.height);
          expect(placed.slice(index + 1).some((other) => overlap(label, other))).toBe(false);
          expect(marks.some((mark) => covers(label, mark))).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("of a dozen marks at random nearly all are named", () => {
    const draw = numbers(7);
    const next = (from: number, to: number): number => from + (to - from) * (draw.next().value ?? 0);
    let wanted = 0;
    let found = 0;
    for (let round = 0; round < 200; round += 1) {
      const marks = Array.from({ length: 12 }, () => ({
        x: next(60, 660),
        y: next(30, 350),
        radius: next(5, 16),
        width: Math.round(next(40, 160)),
        height: 14,
      }));
      wanted += marks.length;
      found += placeNames(marks, box).filter((label) => label !== null).length;
    }
    console.log(`${found} of ${wanted} names found a place`);
    expect(found / wanted).toBeGreaterThan(0.99);
  });

  test("without room a name is left out, and the same input gives the same places", () => {
    const tight = { x: 0, y: 0, width: 60, height: 20 };
    const marks = [
      { x: 10, y: 10, radius: 5, width: 40, height: 14 },
      { x: 50, y: 10, radius: 5, width: 40, height: 14 },
    ];
    const once = placeNames(marks, tight);
    expect(once).toContain(null);
    expect(placeNames(marks, tight)).toEqual(once);
    expect(placeNames([], box)).toEqual([]);
  });
});
