import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { highlightSegments, signedWeight, withoutReasons } from "./highlight-segments";

const text = "Bitcoin rallies 9% as funds return";
const reason = (start: number, end: number, weight = 1) => ({ start, end, text: text.slice(start, end), weight });

describe("highlightSegments", () => {
  test("marks the reasons and keeps their index, in any order", () => {
    expect(highlightSegments(text, [reason(28, 34), reason(8, 18)])).toEqual([
      { start: 0, text: "Bitcoin ", reason: null },
      { start: 8, text: "rallies 9%", reason: 1 },
      { start: 18, text: " as funds ", reason: null },
      { start: 28, text: "return", reason: 0 },
    ]);
  });

  test("leaves unmarked what overlaps or does not match", () => {
    const wrong = { start: 0, end: 7, text: "Ethereu", weight: 1 };
    expect(
      highlightSegments(text, [reason(8, 18), reason(10, 20), wrong]).filter((segment) => segment.reason !== null),
    ).toHaveLength(1);
  });

  test("the pieces always join to the text", () => {
    const anyReason = fc.record({ start: fc.integer({ min: -5, max: 60 }), end: fc.integer({ min: -5, max: 60 }) });
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.array(anyReason), (any, spans) => {
        const reasons = spans.map(({ start, end }) => ({ start, end, text: any.slice(start, end), weight: 1 }));
        expect(
          highlightSegments(any, reasons)
            .map((segment) => segment.text)
            .join(""),
        ).toBe(any);
      }),
    );
  });
});

test("withoutReasons takes out the muted spans only", () => {
  const reasons = [reason(8, 18), reason(28, 34)];
  expect(withoutReasons(text, reasons, new Set([0]))).toBe("Bitcoin   as funds return");
  expect(withoutReasons(text, reasons, new Set())).toBe(text);
});

test("weights carry their sign", () => {
  expect([signedWeight(1.204), signedWeight(-0.4)]).toEqual(["+1.20", "−0.40"]);
});
