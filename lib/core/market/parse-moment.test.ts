import { expect, test } from "vitest";
import { parseAmount, parseGlued } from "./parse-amount";
import { parseMoment } from "./parse-moment";

const at = Date.UTC(2025, 0, 2, 3, 4, 5);

test.each([
  ["2025-01-02T03:04:05Z", at],
  ["2025-01-02 03:04:05", at],
  ["2025-01-02 03:04:05.000000 UTC", at],
  ["2025-01-02 03:04:05.000000 ", at],
  ["2025-01-02 06:34:05+03:30", at],
  ["2025-01-01T22:04:05-0500", at],
  ["2025-01-02 08:04:05 +05", at],
  ['"2025-01-02T03:04:05.999Z"', at + 999],
  ["2025/01/02", Date.UTC(2025, 0, 2)],
  [String(at), at],
  [String(at / 1_000), at],
  [`${at}000`, at],
  [`${at}000000`, at],
  [`${at / 1_000}.7`, at],
  [BigInt(at) * 1_000n, at],
  [at, at],
  [new Date(at), at],
  ["", null],
  ["2025-02-30", null],
  ["2025-01-02T24:00:00Z", null],
  ["2025-01-02T03:04:05+16:00", null],
  ["2025-01-02Z", null],
  ["1980-01-01", null],
  ["2018", null],
  ["now", null],
  [Number.NaN, null],
  [-1, null],
  [new Date(Number.NaN), null],
  [undefined, null],
])("%s is %s", (value, wanted) => {
  expect(parseMoment(value)).toBe(wanted);
});

test("amounts are numbers as tables write them", () => {
  expect(["1", "1.", ".5", "+5", "1e5", " 7 ", '"8"', "nan", "-inf"].map(parseAmount)).toEqual([
    1,
    1,
    0.5,
    5,
    1e5,
    7,
    8,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
  ]);
  expect(["", "0x10", "1_000", "1,5", "1 000", "abc", null, undefined, true].map(parseAmount)).toEqual(
    Array(9).fill(null),
  );
  expect([5n, 5.5].map(parseAmount)).toEqual([5, 5.5]);
});

test("amounts that were glued together are added up where their ends are known", () => {
  expect(parseGlued("116.2954800097.82363000")).toBeCloseTo(214.11911, 8);
  expect(["1.5", "1.2.3", "116.29548000", "", 5].map(parseGlued)).toEqual(Array(5).fill(null));
});
