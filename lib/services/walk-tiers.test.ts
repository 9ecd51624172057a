import { describe, expect, it } from "vitest";
import { fakeEngine, fakeTier } from "../../tests/fakes/fake-engine";
import { failed, failure } from "../core/failure";
import type { SentimentEngine, Tier } from "../core/ports";
import { walkTiers } from "./walk-tiers";

const clock = { now: () => performance.now(), wall: () => Date.now(), pause: async () => {} };
const lexical = fakeEngine("lexical", { engine: "lexical", calibrated: true });
const last = fakeTier([lexical], { engine: "lexical" });
const failing = (key: string, code: Parameters<typeof failed>[0]): SentimentEngine =>
  fakeEngine(key, { read: async () => failed(code, { retryAfterS: 3.2 }) });
const hanging = (key: string): SentimentEngine => fakeEngine(key, { read: () => new Promise(() => {}) });

function walk(tier: Tier, together = false, signal = new AbortController().signal) {
  const steps = [
    { tier, engines: tier.engines, together },
    { tier: last, engines: last.engines, together: false },
  ];
  const request = { texts: ["up"], category: "crypto", explain: false, useCache: true, signal } as const;
  return walkTiers(steps, request, { clock, report: () => {} });
}
const walked = async (...args: Parameters<typeof walk>) => {
  const outcome = await walk(...args);
  if (!outcome.ok) throw new Error(outcome.error.detail);
  const { spoken, asked } = outcome.value;
  const readings = spoken.map(({ reading }) => reading);
  const [first] = spoken;
  if (!first) throw new Error("nothing was said");
  const { voice, degraded } = first;
  const { key, engine, thresholds, calibrated } = voice;
  return { voice: key, engine, thresholds, calibrated, degraded, asked: asked.map((one) => one.engine.key), readings };
};

describe("walkTiers, in order", () => {
  it("takes the first that answers and asks nobody else", async () => {
    expect(await walked(fakeTier([fakeEngine("a"), fakeEngine("b")]))).toMatchObject({
      voice: "a",
      degraded: [],
      asked: ["a"],
    });
  });

  it("goes on to the fallback, and says who was skipped, why, and when to ask again", async () => {
    expect(await walked(fakeTier([failing("a", "loading"), fakeEngine("b")]))).toMatchObject({
      voice: "b",
      asked: ["a", "b"],
      degraded: [
        { tier: "hf_inference_api", model: "a", code: "loading", detail: "the model is loading", retry_after_s: 4 },
      ],
    });
  });

  it("asks no second model where the first says that the whole tier is closed", async () => {
    expect(await walked(fakeTier([failing("a", "rate_limited"), fakeEngine("b")]))).toMatchObject({
      voice: "lexical",
      asked: ["a", "lexical"],
      degraded: [{ model: null, code: "rate_limited" }],
    });
  });

  it("asks nobody of a tier that is closed for good", async () => {
    const tier = fakeTier([fakeEngine("a")], { refusal: () => failure("no_key", { detail: "no key: local tiers" }) });
    expect(await walked(tier)).toMatchObject({
      voice: "lexical",
      asked: ["lexical"],
      degraded: [{ model: null, code: "no_key", detail: "no key: local tiers", retry_after_s: null }],
    });
  });

  it("leaves a tier at its deadline, also in the midst of a fallback", async () => {
    const started = performance.now();
    expect(await walked(fakeTier([failing("a", "bad_answer"), hanging("b"), fakeEngine("c")]))).toMatchObject({
      voice: "lexical",
      degraded: [
        { model: "a", code: "bad_answer" },
        { model: "b", code: "timed_out" },
      ],
    });
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it("counts an engine that throws or gives too few readings as broken", async () => {
    const throws = fakeEngine("a", { read: () => Promise.reject(new Error("no")) });
    const short = fakeEngine("b", { read: async () => ({ ok: true, value: [] }) });
    expect((await walked(fakeTier([throws, short]))).degraded.map(({ code }) => code)).toEqual([
      "internal",
      "internal",
    ]);
  });

  it("ends when the caller leaves, and when nobody is left", async () => {
    const leaving = new AbortController();
    setTimeout(() => leaving.abort(), 20);
    expect(await walk(fakeTier([hanging("a")]), false, leaving.signal)).toMatchObject({ error: { code: "cancelled" } });
    const request = { texts: ["up"], category: "crypto", explain: false, useCache: true } as const;
    const alone = fakeTier([failing("a", "loading")]);
    expect(
      await walkTiers(
        [{ tier: alone, engines: alone.engines, together: false }],
        { ...request, signal: leaving.signal.aborted ? new AbortController().signal : leaving.signal },
        { clock, report: () => {} },
      ),
    ).toMatchObject({ error: { code: "unavailable" } });
  });
});

describe("walkTiers, where an engine has some texts in store", () => {
  const kept = { scores: { bullish: 0.1, neutral: 0.1, bearish: 0.8 }, reasons: [], chunks: 1, understood: true };
  const storing = (key: string, code: Parameters<typeof failed>[0], held: readonly string[]): SentimentEngine => ({
    ...failing(key, code),
    recall: async ({ texts }) => texts.map((text) => (held.includes(text) ? { ...kept, cachedAgeS: 60 } : undefined)),
  });
  const spokenOf = async (engines: readonly SentimentEngine[], reported: string[] = []) => {
    const tier = fakeTier(engines);
    const steps = [tier, last].map((each) => ({ tier: each, engines: each.engines, together: false }));
    const signal = new AbortController().signal;
    const request = { texts: ["x", "y", "z"], category: "crypto", explain: false, useCache: true, signal } as const;
    const outcome = await walkTiers(steps, request, { clock, report: (event) => reported.push(event) });
    if (!outcome.ok) throw new Error(outcome.error.detail);
    return outcome.value.spoken.map(({ voice, reading, degraded }) => [
      voice.key,
      reading.cachedAgeS,
      degraded.map(({ model, code }) => model ?? code).join(),
    ]);
  };

  it("takes those from the store, and sends only the others on", async () => {
    expect(await spokenOf([storing("a", "rate_limited", ["y"])])).toEqual([
      ["lexical", undefined, "rate_limited"],
      ["a", 60, ""],
      ["lexical", undefined, "rate_limited"],
    ]);
    expect(await spokenOf([storing("a", "loading", ["z"]), storing("b", "bad_answer", ["x", "z"])])).toEqual([
      ["b", 60, "a"],
      ["lexical", undefined, "a,b"],
      ["a", 60, ""],
    ]);
  });

  it("asks nobody else where all are in store, and survives a store that throws", async () => {
    const all = await spokenOf([storing("a", "timed_out", ["x", "y", "z"])]);
    expect(all.map(([key]) => key)).toEqual(["a", "a", "a"]);
    const reported: string[] = [];
    const broken = { ...failing("a", "loading"), recall: () => Promise.reject(new Error("no")) };
    expect((await spokenOf([broken], reported)).map(([key]) => key)).toEqual(["lexical", "lexical", "lexical"]);
    expect(reported).toEqual(["engine_failed"]);
  });
});

describe("walkTiers, together", () => {
  const bear = { bullish: 0.05, neutral: 0.05, bearish: 0.9 };

  it("pools those that answer and lists those that do not", async () => {
    const tier = fakeTier([fakeEngine("a"), failing("b", "loading"), fakeEngine("c")]);
    const result = await walked(tier, true);
    expect(result).toMatchObject({
      engine: "hf_inference_api_ensemble",
      voice: "a+c",
      asked: ["a", "b", "c"],
      degraded: [{ model: "b", code: "loading" }],
    });
    expect(result.readings[0]?.disagreement).toBeCloseTo(0, 9);
  });

  const careful = { abstain_below: 0.4, fairly_sure_from: 0.8, sure_from: 0.8, confidence_cap: 0.75 };

  it("speaks as the one that is left, by its name and its bounds", async () => {
    const own = fakeEngine("lexical", { engine: "lexical", calibrated: true, thresholds: careful });
    expect(await walked(fakeTier([failing("a", "loading"), own]), true)).toMatchObject({
      engine: "lexical",
      voice: "lexical",
      thresholds: careful,
      degraded: [{ model: "a", code: "loading" }],
    });
  });

  it("is as careful as the most careful that answered, and no surer than its cap", async () => {
    const sure = { bullish: 0.98, neutral: 0.01, bearish: 0.01 };
    const tier = fakeTier([fakeEngine("a", { scores: sure }), fakeEngine("b", { scores: sure, thresholds: careful })]);
    const result = await walked(tier, true);
    expect(result.thresholds).toEqual({
      abstain_below: 0.5,
      fairly_sure_from: 0.8,
      sure_from: 0.9,
      confidence_cap: 0.75,
    });
    expect(result.readings[0]?.scores.bullish).toBe(0.75);
  });

  it("says how far they are apart", async () => {
    const result = await walked(fakeTier([fakeEngine("a"), fakeEngine("b", { scores: bear })]), true);
    expect(result.readings[0]?.disagreement).toBeGreaterThan(0.3);
  });

  it("counts those that were in time, and the others as late", async () => {
    expect(await walked(fakeTier([hanging("a"), fakeEngine("b")]), true)).toMatchObject({
      voice: "b",
      degraded: [{ model: "a", code: "timed_out" }],
    });
  });

  it("gives weights their due", async () => {
    const heavy = await walked(fakeTier([fakeEngine("a", { weight: 5 }), fakeEngine("b", { scores: bear })]), true);
    const light = await walked(fakeTier([fakeEngine("a", { weight: 0.2 }), fakeEngine("b", { scores: bear })]), true);
    expect(heavy.readings[0]?.scores.bullish).toBeGreaterThan(0.5);
    expect(light.readings[0]?.scores.bearish).toBeGreaterThan(0.5);
  });

  it("goes on to the next tier when none answers", async () => {
    expect(await walked(fakeTier([failing("a", "loading"), failing("b", "not_served")]), true)).toMatchObject({
      voice: "lexical",
      degraded: [{ model: "a" }, { model: "b" }],
    });
  });

  it("leaves out a reader that knows no word of the text", async () => {
    const blank = fakeEngine("a", {
      read: async () => ({ ok: true, value: [{ scores: bear, reasons: [], chunks: 1, understood: false }] }),
    });
    expect((await walked(fakeTier([blank, fakeEngine("b")]), true)).readings[0]?.scores.bullish).toBeGreaterThan(0.6);
  });
});
