import { Response } from "undici";
import { describe, expect, it } from "vitest";
import { retryAfter } from "../http/retry-after";
import { readAnswer } from "./read-answer";

const respond = (body: string | Uint8Array | null, headers: Record<string, string> = {}, status = 200) =>
  readAnswer(new Response(body, { status, headers: { "content-type": "application/json", ...headers } }));
const jsonOf = async (...args: Parameters<typeof respond>) => (await respond(...args)).json;

describe("reading an answer", () => {
  it("gives its JSON, its cost and its headers", async () => {
    const headers = { "x-compute-time": "0.031", "retry-after": "7", "x-error-code": "GatedRepo" };
    expect(await respond('{"error":"no"}', headers, 403)).toEqual({
      status: 403,
      json: { error: "no" },
      computeS: 0.031,
      retryAfterS: 7,
      errorCode: "GatedRepo",
    });
  });

  it.for(["", "soon", "-1", "NaN", "Infinity", "1e999"])("takes a cost of %j for none", async (cost) => {
    expect((await respond("[]", { "x-compute-time": cost })).computeS).toBe(0);
  });

  it("believes JSON only where it is said to be JSON", async () => {
    expect(await jsonOf("[1]", { "content-type": "application/json; charset=utf-8" })).toEqual([1]);
    expect(await jsonOf("[1]", { "content-type": "Application/JSON" })).toEqual([1]);
    for (const type of ["text/html", "text/plain", "application/octet-stream", "application/jsonl", "text/json"])
      expect(await jsonOf("[1]", { "content-type": type })).toBeUndefined();
    expect((await readAnswer(new Response(new Uint8Array([0x5b, 0x5d])))).json).toBeUndefined();
  });

  it.for(["", "[", '{"a":NaN}', "<html>", "[1] [2]"])("takes %j for no JSON", async (body) => {
    expect(await jsonOf(body)).toBeUndefined();
  });

  it("takes bytes that are no UTF-8 for no JSON", async () => {
    expect(await jsonOf(Uint8Array.from([0x22, 0xff, 0xfe, 0x22]))).toBeUndefined();
    expect(await jsonOf(Buffer.from('"grün"', "latin1"))).toBeUndefined();
    expect(await jsonOf(Buffer.from('"gr\u00fcn 🚀"'))).toBe("grün 🚀");
  });

  it("reads no body where there is none", async () => {
    expect((await readAnswer(new Response(null, { status: 204 }))).json).toBeUndefined();
  });

  it("stops at a megabyte, and lets go of the rest", async () => {
    const letters = (size: number) => `"${"x".repeat(size - 2)}"`;
    expect(await jsonOf(letters(1_000_000))).toHaveLength(999_998);
    expect(await jsonOf(letters(1_000_001))).toBeUndefined();

    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(100_000).fill(0x20));
      },
      cancel() {
        cancelled = true;
      },
    });
    const response = new Response(endless, { headers: { "content-type": "application/json" } });
    expect((await readAnswer(response)).json).toBeUndefined();
    expect(pulled).toBeLessThan(15);
    expect(cancelled).toBe(true);
  });
});

describe("when to ask again", () => {
  it.for([
    ["30", null, 30],
    [" 30 ", null, 30],
    ["0", null, 0],
    ["30", '"api";r=0;t=172', 30],
    [null, '"api";r=0;t=172', 172],
    [null, '"api"; r=0; t=172', 172],
    [null, '"api";t=172;r=0', 172],
    [null, '"api";r=489;t=172', undefined],
    [null, '"api";r=0', undefined],
    [null, '"api";t=172', undefined],
    [null, '"api";r=5;t=10, "burst";r=0;t=60', 60],
    [null, '"api";r=0;t=10, "burst";r=0;t=60', 60],
    [null, '"api";r=0.5;t=60', undefined],
    [null, null, undefined],
    ["", "", undefined],
    ["soon", '"api";r=0;t=9', 9],
    ["-5", null, undefined],
    ["1.5", null, undefined],
    ["2026", null, 2_026],
    ["999999999", null, 3_600],
    [null, '"api";r=0;t=999999999', 3_600],
    ["9".repeat(400), null, undefined],
  ] as const)("Retry-After %s, RateLimit %s: %s", ([header, rateLimit, expected]) => {
    expect(retryAfter(header, rateLimit)).toBe(expected);
  });

  it("counts from now to a date", () => {
    const date = (offsetS: number) => new Date(Date.now() + offsetS * 1000).toUTCString();
    const soon = retryAfter(date(90), null) ?? -1;
    expect(soon).toBeGreaterThan(80);
    expect(soon).toBeLessThanOrEqual(90);
    expect(retryAfter(date(-90), null)).toBe(0);
    expect(retryAfter(date(86_400 * 365), null)).toBe(3_600);
    expect(retryAfter("Fri, 99 Xyz 2026 00:00:00 GMT", null)).toBeUndefined();
  });
});
