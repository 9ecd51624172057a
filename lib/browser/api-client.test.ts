import { describe, expect, test } from "vitest";
import { functions } from "../contracts/functions";
import { createApiClient, type Route, type RouteTable } from "./api-client";

const entries = functions.map((contract): [string, Route] => [contract.name, contract]);
// Complete because names and table come from the same list.
const routes = Object.fromEntries(entries) as RouteTable;
const live = new AbortController().signal;

const item = {
  label: "bullish",
  confidence: 0.7,
  scores: { bullish: 0.7, neutral: 0.2, bearish: 0.1 },
  engine: "lexical",
  abstained: false,
  reasons: [{ start: 0, end: 2, text: "up", weight: 1 }],
  reasons_left_out: 0,
  degraded: [],
};
const thresholds = { abstain_below: 0.4, fairly_sure_from: 0.6, sure_from: 0.8, confidence_cap: 0.95 };
const reading = {
  key: "financial_sentiment",
  name: "FinBERT",
  engine: "hf_inference_api",
  weight: 1,
  status: "ok",
  label: "bullish",
  scores: item.scores,
  error: null,
  latency_ms: 212,
};
const skipped = {
  tier: "hf_inference_api",
  model: null,
  code: "no_key",
  detail: "there is no key",
  retry_after_s: null,
};
const verdict = {
  ...item,
  latency_ms: 1,
  thresholds,
  model: "lexical",
  calibrated: true,
  cached: false,
  cached_age_s: null,
  disagreement: null,
  explained_by: "lexical",
  language: null,
  degraded: [skipped],
  models: [reading, { ...reading, status: "failed", label: null, scores: null, error: "loading" }],
};
const models = { models: [{ key: "lexical", name: "Lexical reader", engine: "lexical", state: "ready", detail: "" }] };
const health = { status: "healthy", checks: [{ name: "lexical", status: "pass", detail: "" }] };
const bulk = { results: [item, { error: { code: "validation_failed", detail: "No." } }] };

describe("createApiClient", () => {
  test("posts JSON to the path of the contract", async () => {
    const asked: unknown[] = [];
    const api = createApiClient(routes, async (url, init) => {
      asked.push(url, init?.method, init?.body);
      return Response.json(verdict);
    });
    expect(await api.call("sentiment", { text: "up" }, { signal: live })).toMatchObject({ ok: true });
    expect(asked).toEqual(["/api/ai/sentiment", "POST", '{"text":"up"}']);
  });

  test("puts the input of a GET into the query", async () => {
    let asked = "";
    const api = createApiClient(routes, async (url) => {
      asked = String(url);
      return Response.json({});
    });
    await api.call("sentiment_quick", { text: "a&b" }, { signal: live });
    expect(asked).toBe("/api/ai/sentiment/quick?text=a%26b");
    await api.call("health", {}, { signal: live });
    expect(asked).toBe("/api/ai/health");
  });

  test("a lost connection is unavailable, an abort is cancelled", async () => {
    const api = createApiClient(routes, async (_url, init) => {
      init?.signal?.throwIfAborted();
      throw new TypeError("Failed to fetch");
    });
    expect(await api.call("health", {}, { signal: live })).toMatchObject({ ok: false, error: { code: "unavailable" } });
    expect(await api.call("health", {}, { signal: AbortSignal.abort() })).toMatchObject({
      error: { code: "cancelled" },
    });
  });

  test("a late answer is a passed deadline", async () => {
    const quick = { ...routes, health: { ...routes.health, deadlineMs: -2_990 } };
    const api = createApiClient(
      quick,
      (_url, init) =>
        new Promise((_, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason))),
    );
    expect(await api.call("health", {}, { signal: live })).toMatchObject({ error: { code: "deadline_exceeded" } });
  });

  const inputs = { sentiment: { text: "up" }, sentiment_bulk: { texts: ["up", ""] }, health: {}, models: {} };
  const answered = (name: keyof typeof inputs, answer: unknown) =>
    createApiClient(routes, async () => Response.json(answer)).call(name, inputs[name], { signal: live });

  test.each([
    ["sentiment", verdict],
    ["sentiment_bulk", bulk],
    ["health", health],
    ["models", models],
  ] as const)("%s: an answer of its shape is taken", async (name, answer) => {
    expect(await answered(name, answer)).toMatchObject({ ok: true });
  });

  test.each([
    ["sentiment", { a: 1 }],
    ["sentiment", null],
    ["sentiment", item],
    ["sentiment", { ...verdict, label: "constructor" }],
    ["sentiment", { ...verdict, scores: { bullish: 1 } }],
    ["sentiment", { ...verdict, reasons: [{ text: "up" }] }],
    ["sentiment", { ...verdict, models: undefined }],
    ["sentiment", { ...verdict, models: [{ ...reading, scores: { bullish: 1 } }] }],
    ["sentiment", { ...verdict, models: [{ ...reading, label: "constructor" }] }],
    ["sentiment", { ...verdict, models: [{ ...reading, latency_ms: null }] }],
    ["sentiment", { ...verdict, degraded: [{ ...skipped, detail: undefined }] }],
    ["sentiment", { ...verdict, degraded: [{ ...skipped, retry_after_s: "soon" }] }],
    ["sentiment", { ...verdict, disagreement: "some" }],
    ["sentiment", { ...verdict, calibrated: undefined }],
    ["sentiment", { ...verdict, explained_by: undefined }],
    ["sentiment", { ...verdict, cached_age_s: "old" }],
    ["sentiment_bulk", { a: 1 }],
    ["sentiment_bulk", { ...bulk, results: [item] }],
    ["sentiment_bulk", { ...bulk, results: [item, {}] }],
    ["models", { models: [{ key: "lexical" }] }],
    ["health", { a: 1 }],
    ["health", { ...health, status: "toString" }],
  ] as const)("%s: the shape of %j is an unavailable server", async (name, answer) => {
    expect(await answered(name, answer)).toMatchObject({ ok: false, error: { code: "unavailable" } });
  });

  test("tells of an answer and what was asked, and of nothing else", async () => {
    const heard: unknown[] = [];
    const answers = [Response.json(verdict), Response.json({ a: 1 }), new Response("", { status: 503 })];
    const api = createApiClient(routes, async () => answers.shift() ?? Response.error());
    const stop = api.onAnswer((name, _answer, input) => heard.push([name, input]));
    for (const _ of [1, 2, 3]) await api.call("sentiment", { text: "up" }, { signal: live });
    stop();
    expect(heard).toEqual([["sentiment", { text: "up" }]]);
  });
});
