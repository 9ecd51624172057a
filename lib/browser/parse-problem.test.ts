import { describe, expect, test } from "vitest";
import { parseProblem } from "./parse-problem";

const none = new Headers();

describe("parseProblem", () => {
  test("rebuilds the typed error", () => {
    const body = {
      code: "validation_failed",
      detail: "text: must not be blank",
      request_id: "r1",
      errors: [{ field: "text", code: "blank", message: "must not be blank" }, { broken: true }],
    };
    expect(parseProblem(422, none, JSON.stringify(body))).toEqual({
      code: "validation_failed",
      detail: "text: must not be blank",
      requestId: "r1",
      fields: [{ field: "text", code: "blank", message: "must not be blank" }],
    });
  });

  test.each([
    [429, "rate_limited"],
    [502, "unavailable"],
    [503, "unavailable"],
    [504, "deadline_exceeded"],
    [408, "request_timeout"],
    [500, "internal"],
    [413, "payload_too_large"],
    [418, "unavailable"],
  ])("a page that is not ours, status %i, is %s", (status, code) => {
    expect(parseProblem(status, none, "<h1>oops</h1>").code).toBe(code);
  });

  test("an unknown code falls back to the status", () => {
    expect(parseProblem(503, none, '{"code":"toString"}').code).toBe("unavailable");
    expect(parseProblem(503, none, "null").code).toBe("unavailable");
  });

  test("the wait comes from the body, else from the header, in either form", () => {
    expect(parseProblem(429, new Headers({ "retry-after": "9" }), '{"retry_after_s":4}').retryAfterS).toBe(4);
    expect(parseProblem(429, new Headers({ "retry-after": "9" }), "{}").retryAfterS).toBe(9);
    const soon = new Date(Date.now() + 5_000).toUTCString();
    expect(parseProblem(429, new Headers({ "retry-after": soon }), "{}").retryAfterS).toBeGreaterThan(2);
    expect(parseProblem(429, new Headers({ "retry-after": "soon" }), "{}").retryAfterS).toBeUndefined();
  });

  test.each([
    ["0", "{}", 1],
    ["2592000", "{}", 3_600],
    ["9", '{"retry_after_s":0}', 1],
    ["9", '{"retry_after_s":-5}', 1],
    ["9", '{"retry_after_s":1e999}', 3_600],
    [new Date(0).toUTCString(), "{}", 1],
  ])("header %s, body %s: the wait is at least a second and at most an hour", (header, body, wait) => {
    expect(parseProblem(429, new Headers({ "retry-after": header }), body).retryAfterS).toBe(wait);
  });
});
