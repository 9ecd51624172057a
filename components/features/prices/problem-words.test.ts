import { expect, test } from "vitest";
import { mayRetry, problemWords } from "./problem-words";

test("a coin that nobody has is named without the marks of a manual", () => {
  expect(problemWords("NOPE", { code: "unknown_symbol", detail: "`NOPE` is none; see `datasets`" })).toBe(
    "NOPE is not known here.",
  );
  expect(problemWords("X", { code: "validation_failed", detail: "`timeframe` must be longer" })).toBe(
    "X: timeframe must be longer.",
  );
});

test("only what may pass is asked once more", () => {
  expect(mayRetry({ code: "unavailable" })).toBe(true);
  expect(mayRetry({ code: "rate_limited" })).toBe(true);
  expect(mayRetry({ code: "unknown_symbol" })).toBe(false);
  expect(mayRetry({ code: "validation_failed" })).toBe(false);
});
