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
    expect(await readBody(post(streamOf(chunk, 3, seen)), 9)).toEqual({
      ok: true,
      value: new Uint8Array([1, 2, 3, 1, 2, 3, 1, 2, 3]),
    });
    expect(await readBody(post("abc"), 3)).toEqual({ ok: true, value: new Uint8Array([97, 98, 99]) });
  });

  it("stops reading a body without a length at the first chunk over the limit", async () => {
    const seen = { pulled: 0, cancelled: false };
    const outcome = await readBody(post(streamOf(new Uint8Array(16_384), 10_000, seen)), 65_536);
    expect(!outcome.ok && outcome.error.code).toBe("payload_too_large");
    expect(seen.pulled).toBeLessThanOrEqual(6);
    await expect.poll(() => seen.cancelled, { timeout: 5_000 }).toBe(true);
    expect(seen.pulled * 16_384).toBeLessThan(1024 * 1024);
  });

  it("refuses a body that announces too much before reading it", async () => {
    const seen = { pulled: 0, cancelled: false };
    const outcome = await readBody(post(streamOf(new Uint8Array(10), 5, seen), { "content-length": "65537" }), 65_536);
    expect(!outcome.ok && outcome.error.fields?.[0]?.limit).toBe(65_536);
    expect(seen.pulled).toBeLessThanOrEqual(1);
  });

  it("says cancelled when the client breaks off", async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error("reset"));
      },
    });
    const outcome = await readBody(post(broken), 100);
    expect(!outcome.ok && outcome.error.code).toBe("cancelled");
  });
});
