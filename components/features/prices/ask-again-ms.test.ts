import { expect, it } from "vitest";
import { askAgainMs } from "./ask-again-ms";

const after = (...all: (number | null)[]): number =>
  askAgainMs({
    degraded: all.map((retry_after_s) => ({
      source: "linxy",
      code: "unreachable" as const,
      detail: "No.",
      retry_after_s,
    })),
  });

it("asks when the first one may be asked, neither at once nor after hours, and not where nothing failed", () => {
  expect([after(), after(null), after(0)]).toEqual([0, 0, 0]);
  expect([after(40, null, 24), after(2), after(7_200)]).toEqual([25_000, 15_000, 600_000]);
});

it("leaves a server that is out to the countdown: one retry, not two", () => {
  const out = { source: "server", code: "unreachable" as const, detail: "No.", retry_after_s: 20 };
  const hub = { source: "linxy", code: "unreachable" as const, detail: "No.", retry_after_s: 30 };
  expect(askAgainMs({ degraded: [out, hub] })).toBe(0);
});
