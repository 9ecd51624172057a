import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeLabels } from "./place-labels";

describe("placeLabels", () => {
  it("leaves alone what has room", () => {
    const wanted = [
      { key: "a", y: 20 },
      { key: "b", y: 60 },
    ];
    expect(placeLabels(wanted, 100, 15)).toEqual(wanted);
  });

  it("moves apart what would be covered, in its order", () => {
    const placed = placeLabels(
      [
        { key: "b", y: 22 },
        { key: "a", y: 20 },
      ],
      100,
      15,
    );
    expect(placed).toEqual([
      { key: "a", y: 20 },
      { key: "b", y: 35 },
    ]);
  });

  it("keeps all in the box and apart while they fit", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 200, noNaN: true }), { minLength: 1, maxLength: 6 }), (ys) => {
        const placed = placeLabels(
          ys.map((y, nth) => ({ key: `${nth}`, y })),
          120,
          15,
        );
        for (const [at, { y }] of placed.entries()) {
          expect(y).toBeGreaterThanOrEqual(7.5 - 1e-6);
          expect(y).toBeLessThanOrEqual(112.5 + 1e-6);
          expect(y - (placed[at - 1]?.y ?? -15)).toBeGreaterThanOrEqual(15 - 1e-6);
        }
      }),
    );
  });
});
