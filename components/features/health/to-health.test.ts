import { expect, test } from "vitest";
import { errorCodes } from "@/lib/contracts/errors";
import { fail, ok } from "@/lib/core/errors";
import { toHealth } from "./to-health";

test("nothing asked yet is asking, and an answer is what it says", () => {
  expect(toHealth(undefined)).toEqual({ state: "asking" });
  const checks = [
    {
      name: "lexical",
      kind: "engine" as const,
      status: "pass" as const,
      detail: "",
      checked_at: "2026-01-01T00:00:00Z",
      age_s: 0,
    },
  ];
  expect(toHealth(ok({ status: "degraded", checks }))).toEqual({ state: "degraded", checks });
});

test.each(errorCodes)("a server that answers %s is away, and not asked for ever", (code) => {
  expect(toHealth(fail(code, "No."))).toEqual({ state: "offline" });
});
