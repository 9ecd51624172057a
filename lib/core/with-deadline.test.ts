import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { ok, type Result } from "./errors";
import { withDeadline } from "./with-deadline";

const never = new Promise<never>(() => {});
const codeOf = (outcome: Result<unknown>): string => (outcome.ok ? "ok" : outcome.error.code);

describe("withDeadline", () => {
  it("gives what the work gives", async () => {
    expect(await withDeadline(new AbortController().signal, 1_000, async () => ok(7))).toEqual(ok(7));
  });

  it("ends at the deadline, even when the work pays no heed, and tells the work", async () => {
    let given: AbortSignal | undefined;
    const outcome = await withDeadline(new AbortController().signal, 20, (signal) => {
      given = signal;
      return never;
    });
    expect(codeOf(outcome)).toBe("deadline_exceeded");
    expect(given?.aborted).toBe(true);
  });

  it("says deadline, not cancelled, when the work gives up because of the deadline", async () => {
    const outcome = await withDeadline(
      new AbortController().signal,
      20,
      (signal) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve({ ok: false, error: { code: "cancelled", detail: "" } }));
        }),
    );
    expect(codeOf(outcome)).toBe("deadline_exceeded");
  });

  it("ends with its caller, before or during the work", async () => {
    const caller = new AbortController();
    const outcome = withDeadline(caller.signal, 10_000, () => never);
    caller.abort();
    expect(codeOf(await outcome)).toBe("cancelled");
    let ran = false;
    const after = await withDeadline(caller.signal, 10_000, async () => {
      ran = true;
      return ok(1);
    });
    expect([codeOf(after), ran]).toEqual(["cancelled", false]);
  });

  it("leaves nothing behind on its caller's signal", async () => {
    const caller = new AbortController();
    await withDeadline(caller.signal, 10_000, async () => ok(1));
    await expect(withDeadline(caller.signal, 10_000, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(getEventListeners(caller.signal, "abort")).toHaveLength(0);
  });
});
