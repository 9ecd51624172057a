import { expect, test } from "vitest";
import { retryInS } from "./retry-in-s";

const failed = (source: string, seconds: number | null) => ({
  degraded: [{ source, code: "unreachable" as const, detail: "it could not be reached", retry_after_s: seconds }],
});

test("a server that was out is asked again within a minute, as it wished where that is sooner", () => {
  expect(retryInS(null, failed("server", null))).toBe(20);
  expect(retryInS(null, failed("server", 30))).toBe(30);
  expect(retryInS(null, failed("server", 3_600))).toBe(50);
  expect(retryInS({ code: "unavailable", detail: "" }, null)).toBe(20);
  expect(retryInS({ code: "rate_limited", detail: "", retryAfterS: 0 }, null)).toBe(5);
});

test("nobody is asked again where the server is well, or where the question is wrong", () => {
  expect(retryInS(null, null)).toBeNull();
  expect(retryInS(null, failed("linxy", 30))).toBeNull();
  expect(retryInS({ code: "unknown_symbol", detail: "" }, failed("server", 30))).toBeNull();
});
