import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { fileResponse } from "./file-response";

/** A file that never ends, and whether its making was stopped. */
function endless() {
  const seen = { stopped: false, made: 0 };
  async function* make() {
    try {
      for (;;) {
        seen.made += 1;
        yield "a line\n";
      }
    } finally {
      seen.stopped = true;
    }
  }
  return { seen, file: { kind: "file", type: "text/csv", name: "a.csv", parts: make() } as const };
}

describe("fileResponse", () => {
  it("breaks off for a client that has stopped to read", async () => {
    const { seen, file } = endless();
    const broke: unknown[] = [];
    const reader = fileResponse(file, (cause) => broke.push(cause), 50).body?.getReader();
    await reader?.read();
    await sleep(150);
    expect(seen.stopped).toBe(true);
    expect(broke).toHaveLength(1);
    // No faster than it was read.
    expect(seen.made).toBeLessThan(5);
    await expect(reader?.read()).rejects.toThrow("too long");
  });

  it("stops making it when the client leaves", async () => {
    const { seen, file } = endless();
    const reader = fileResponse(file, () => undefined).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(seen.stopped).toBe(true);
  });
});
