import { describe, expect, it } from "vitest";
import { readBody } from "./read-body";

const streamOf = (
  chunk: Uint8Array,
  count: number,
  seen: { pulled: number; cancelled: boolean },
): ReadableStream<Uint8Array> =>
  new ReadableStream(
    {
      pull(controller) {
        if (seen.pulled === count) return controller.close();
        seen.pulled += 1;
        controller.enqueue(chunk);
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );

const post = (body: BodyInit, headers: Record<string, string> = {}): Request =>
  new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);

describe("readBody", () => {
  it("gives the bytes that were sent, in one piece or in many", async () => {
    const seen = { pulled: 0, cancelled: false };
    const chunk = new Uint8Array([1, 2, 3]);
    expect(await readBody(post(streamOf(chunk, 3, seen)), 9, 1_000)).toEqual({
      ok: true,
      value: new Uint8Array([1, 2, 3, 1, 2, 3, 1, 2, 3]),
    });
    expect(await readBody(post("abc"), 3, 1_000)).toEqual({ ok: true, value: new Uint8Array([97, 98, 99]) });
  });

  it("stops reading a body without a length at the first chunk over the limit", async () => {
    const seen = { pulled: 0, cancelled: false };
    const outcome = await readBody(post(streamOf(new Uint8Array(16_384), 10_000, seen)), 65_536, 1_000);
    expect(!outcome.ok && outcome.error.code).toBe("payload_too_large");
    // Four chunks fill the limit; the next few belong to what is read on purpose while the refusal leaves.
    expect(seen.pulled).toBeLessThanOrEqual(16);
    await expect.poll(() => seen.cancelled, { timeout: 5_000 }).toBe(true);
    expect(seen.pulled * 16_384).toBeLessThan(1024 * 1024);
  });

  it("refuses a body that announces too much before reading it", async () => {
    const seen = { pulled: 0, cancelled: false };
    const outcome = await readBody(
      post(streamOf(new Uint8Array(10), 5, seen), { "content-length": "65537" }),
      65_536,
      1_000,
    );
    expect(!outcome.ok && outcome.error.fields?.[0]?.limit).toBe(65_536);
    expect(seen.pulled).toBeLessThanOrEqual(1);
  });

  it("gives a body that stalls up after its time, and lets go of it", async () => {
    const seen = { cancelled: false };
    const stalled = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(10));
      },
      cancel() {
        seen.cancelled = true;
      },
    });
    const started = performance.now();
    const outcome = await readBody(post(stalled), 100, 50);
    expect(!outcome.ok && outcome.error.code).toBe("request_timeout");
    expect(performance.now() - started).toBeLessThan(1_000);
    await expect.poll(() => seen.cancelled, { timeout: 5_000 }).toBe(true);
  });

  it("says cancelled when the client breaks off", async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error("reset"));
      },
    });
    const outcome = await readBody(post(broken), 100, 1_000);
    expect(!outcome.ok && outcome.error.code).toBe("cancelled");
  });
});
