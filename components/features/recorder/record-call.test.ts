import { expect, test } from "vitest";
import type { SnippetCall } from "@/lib/core/snippets/snippet-call";
import { emptyRecording, isQuiet, MOST_CALLS, MOST_UNITS, parseRecording, recordCall } from "./record-call";

const call = (text: string): SnippetCall => ({
  origin: "http://localhost",
  name: "sentiment",
  method: "POST",
  path: "/api/ai/sentiment",
  input: { text },
});
const on = { ...emptyRecording, on: true };

test("off, nothing is recorded; on, each call once", () => {
  expect(recordCall(emptyRecording, call("a"))).toBe(emptyRecording);
  const one = recordCall(on, call("a"));
  expect(recordCall(one, call("a"))).toBe(one);
  expect(recordCall(one, call("b")).calls.map(({ input }) => input.text)).toEqual(["a", "b"]);
});

test("what the pages ask of themselves is quiet", () => {
  const asked = ["health", "info", "models", "datasets", "stats", "stats_series", "overview", "incidents"] as const;
  expect(asked.filter((name) => !isQuiet(name))).toEqual([]);
  expect((["sentiment", "news", "prices", "flag"] as const).filter(isQuiet)).toEqual([]);
});

test("the same input as a stream is another call", () => {
  const one = recordCall(on, call("a"));
  expect(recordCall(one, { ...call("a"), path: "/api/ai/sentiment?stream=1", answers: "events" }).calls).toHaveLength(
    2,
  );
});

test("what has no room is counted, by number and by size", () => {
  let recording = on;
  for (let nth = 0; nth < MOST_CALLS + 5; nth += 1) recording = recordCall(recording, call(String(nth)));
  expect([recording.calls.length, recording.leftOut]).toEqual([MOST_CALLS, 5]);
  const big = recordCall(on, call("x".repeat(MOST_UNITS)));
  expect([big.calls.length, big.leftOut]).toEqual([0, 1]);
  expect(recordCall(big, call("small")).calls).toHaveLength(1);
});

test("a recording outlives a reload, and what is none is empty", () => {
  const recording = recordCall(on, call("a"));
  expect(parseRecording(JSON.stringify(recording))).toEqual(recording);
  for (const raw of [null, "{", "5", "{}", '{"calls":5}']) expect(parseRecording(raw)).toEqual(emptyRecording);
  expect(parseRecording('{"on":true,"calls":[null,{"name":"x"}]}').calls).toEqual([]);
});
