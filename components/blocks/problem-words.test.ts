import { expect, test } from "vitest";
import { mayRetry, problemWords } from "./problem-words";

test("what went wrong is said in whole sentences, without the marks of a manual", () => {
  expect(problemWords({ code: "unavailable", detail: "The `archive` is away" })).toBe("The archive is away.");
  expect(problemWords({ code: "not_found", detail: "There is none." })).toBe("There is none.");
  expect(problemWords({ code: "internal", detail: "TypeError" })).toBe("The server failed.");
});

test("only what may pass is asked once more", () => {
  expect(mayRetry({ code: "unavailable" })).toBe(true);
  expect(mayRetry({ code: "rate_limited" })).toBe(true);
  expect(mayRetry({ code: "unknown_symbol" })).toBe(false);
  expect(mayRetry({ code: "validation_failed" })).toBe(false);
  expect(mayRetry({ code: "invalid_cursor" })).toBe(false);
});
