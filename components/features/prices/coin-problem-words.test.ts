import { expect, test } from "vitest";
import { coinProblemWords } from "./coin-problem-words";

test("a coin that nobody has is named without the marks of a manual", () => {
  expect(coinProblemWords("NOPE", { code: "unknown_symbol", detail: "`NOPE` is none; see `datasets`" })).toBe(
    "NOPE is not known here.",
  );
  expect(coinProblemWords("X", { code: "validation_failed", detail: "`timeframe` must be longer" })).toBe(
    "X: timeframe must be longer.",
  );
});
