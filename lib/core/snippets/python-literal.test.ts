import { expect, test } from "vitest";
import { pythonLiteral } from "./python-literal";

test("what JSON writes as null is None", () => {
  for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    expect(pythonLiteral(value)).toBe("None");
  expect(pythonLiteral({ a: [Number.NaN, 1.5, null], b: true, c: undefined })).toBe(
    '{"a": [None, 1.5, None], "b": True}',
  );
});
