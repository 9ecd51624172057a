import { describe, expect, test, vi } from "vitest";
import { fail, ok, type Result } from "../core/errors";
import type { ApiClient, Route } from "./api-client";
import { planBatches } from "./plan-batches";
import type { RowResult } from "./row-result";
import { runMany } from "./run-many";

const route: Route = { method: "POST", path: "/bulk", bodyLimit: 2_000_000, deadlineMs: 1_000 };

/** A server that answers as told, one answer per request. */
function fakeApi(answers: ((texts: readonly unknown[]) => Result<unknown>)[]) {
  const asked: number[] = [];
  const api: ApiClient = {
    routes: {
      sentiment: route,
      sentiment_bulk: route,
      sentiment_quick: route,
      prices: route,
      prices_quick: route,
      news: route,
      news_mood: route,
      event_study: route,
      news_story: route,
      datasets: route,
      job_create: route,
      job_status: route,
      job_cancel: route,
      job_results: route,
      job_events: route,
      models: route,
      info: route,
      health: route,
      stats: route,
      stats_series: route,
      incidents: route,
      overview: route,
      flag: route,
      flags: route,
    },
    onAnswer: () => () => {},
    call: async (_name, input) => {
      const texts = "texts" in input && Array.isArray(input.texts) ? input.texts : [];
      asked.push(texts.length);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      // What is asked decides the type of the answer; the test says what is asked.
      return (answer?.(texts) ?? fail("internal", "no answer")) as never;
    },
  };
  return { api, asked };
}

const good = (texts: readonly unknown[]) =>
  ok({ results: texts.map((text) => ({ error: { code: "internal", detail: `read ${text}` } })) });

async function run(
  api: ApiClient,
  texts: readonly string[],
  more: { signal?: AbortSignal; browserOnly?: boolean } = {},
) {
  const rows: RowResult[] = [];
  const by: string[] = [];
  const waits: (number | null)[] = [];
  await runMany({
    api,
    texts,
    category: "crypto",
    browserOnly: more.browserOnly ?? false,
    limits: { text: 100, bulk: 1_000 },
    signal: more.signal ?? new AbortController().signal,
    gate: async () => {},
    events: {
      onResults: (from, results, who) => {
        expect(from).toBe(rows.length);
        rows.push(...results);
        by.push(who);
      },
      onWait: (until) => waits.push(until),
      onFallback: () => {},
    },
  });
  return { rows, by, waits };
}

const texts = Array.from({ length: 120 }, (_, at) => `Bitcoin rallies ${at}%`);

describe("runMany", () => {
  test("keeps the order over several requests", async () => {
    const { api, asked } = fakeApi([good]);
    const { rows } = await run(api, texts);
    expect(asked).toEqual([50, 50, 20]);
    expect(rows.map((row) => "error" in row && row.error.detail)).toEqual(texts.map((text) => `read ${text}`));
  });

  test("waits as long as the server asks, then repeats the request", async () => {
    vi.useFakeTimers();
    const { api, asked } = fakeApi([() => fail("rate_limited", "busy", { retryAfterS: 7 }), good]);
    const running = run(api, texts.slice(0, 3));
    await vi.advanceTimersByTimeAsync(6_900);
    expect(asked).toEqual([3]);
    await vi.advanceTimersByTimeAsync(200);
    const { rows, waits } = await running;
    vi.useRealTimers();
    expect(asked).toEqual([3, 3]);
    expect(rows).toHaveLength(3);
    expect(waits).toEqual([expect.any(Number), null]);
  });

  test("a wait that is cut short leaves nothing behind", async () => {
    vi.useFakeTimers();
    const { api, asked } = fakeApi([() => fail("rate_limited", "busy", { retryAfterS: 7 })]);
    const controller = new AbortController();
    const listening = vi.spyOn(controller.signal, "addEventListener");
    const stopped = vi.spyOn(controller.signal, "removeEventListener");
    const running = run(api, texts.slice(0, 3), { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(7_100);
    controller.abort();
    const { rows, waits } = await running;
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
    expect(asked).toEqual([3, 3]);
    expect(rows).toEqual([]);
    expect(waits).toEqual([expect.any(Number), null, expect.any(Number)]);
    expect(stopped).toHaveBeenCalledTimes(listening.mock.calls.length);
  });

  test("reads here what a failing server cannot, and leaves it in peace after two failures", async () => {
    const { api, asked } = fakeApi([() => fail("unavailable", "down")]);
    const { rows, by } = await run(api, texts);
    expect(asked).toEqual([50, 50]);
    expect(rows).toHaveLength(120);
    expect(new Set(by)).toEqual(new Set(["browser"]));
    expect(rows.every((row) => "label" in row && row.label === "bullish")).toBe(true);
  });

  test("in the browser a faulty row has its own error", async () => {
    const { api, asked } = fakeApi([good]);
    const { rows } = await run(api, ["Ether rallies 9%", " ", "x".repeat(101)], { browserOnly: true });
    expect(asked).toEqual([]);
    expect(rows.map((row) => ("error" in row ? row.error.detail : row.label))).toEqual([
      "bullish",
      expect.stringContaining("blank"),
      expect.stringContaining("at most 100"),
    ]);
  });

  test("a refused request fails its rows only", async () => {
    const { api } = fakeApi([() => fail("payload_too_large", "too large"), good]);
    const { rows } = await run(api, texts);
    expect(rows).toHaveLength(120);
    expect(rows[0]).toEqual({ error: { code: "payload_too_large", detail: "too large" } });
    expect(rows[60]).toEqual({ error: { code: "internal", detail: "read Bitcoin rallies 60%" } });
  });

  test("stops when it is cancelled", async () => {
    const { api, asked } = fakeApi([good]);
    expect((await run(api, texts, { signal: AbortSignal.abort() })).rows).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe("planBatches", () => {
  test("covers every text once, within count and bytes", () => {
    const large = Array.from({ length: 30 }, () => "\u0001".repeat(20_000));
    const batches = planBatches(large, 1_000, 2 * 1024 * 1024);
    expect(batches.flatMap(([from, to]) => large.slice(from, to))).toHaveLength(30);
    for (const [from, to] of batches) {
      expect(new TextEncoder().encode(JSON.stringify(large.slice(from, to))).length).toBeLessThan(2 * 1024 * 1024);
    }
    expect(planBatches([], 1_000, 1_000)).toEqual([]);
    expect(Math.max(...planBatches(Array(50_000).fill("x"), 1_000, 2_000_000).map(([from, to]) => to - from))).toBe(
      834,
    );
  });
});
