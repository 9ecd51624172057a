import { describe, expect, it } from "vitest";
import { fakeEngine, fakeTier } from "../../tests/fakes/fake-engine";
import { ok } from "../core/errors";
import { failed, failure } from "../core/failure";
import type { SentimentEngine, Tier } from "../core/ports";
import { chooseSteps } from "../core/sentiment/choose-steps";
import { walkTiers } from "./walk-tiers";

const clock = { now: () => performance.now(), wall: () => Date.now(), pause: async () => {} };
const local = (key: string, more: Partial<SentimentEngine> = {}): SentimentEngine =>
  fakeEngine(key, { engine: "local_model", ...more });
const lexical = fakeEngine("lexical", { engine: "lexical", calibrated: true, weight: 0.5, languages: ["en"] });
const last = fakeTier([lexical], { engine: "lexical", isQuick: true });
const embedded = fakeEngine("embedded", { engine: "embedded_model", contains: ["lexical"], languages: ["en"] });
const late = (key: string, ms: number): SentimentEngine =>
  fakeEngine(key, {
    read: ({ texts }) =>
      new Promise((resolve) => {
        const scores = { bullish: 0.1, neutral: 0.1, bearish: 0.8 };
        const reading = { scores, reasons: [], chunks: 1, understood: true };
        setTimeout(() => resolve(ok(texts.map(() => reading))), ms);
      }),
  });

/** An ensemble that nobody was named for, over these tiers and the lexical reader. */
async function ask(
  tiers: readonly Tier[],
  more: { withinMs?: number; languages?: readonly string[] } = {},
  texts = ["up"],
) {
  const steps = chooseSteps([...tiers, last], [], { category: "crypto", use_ensemble: true });
  if (!steps.ok) throw new Error(steps.error.detail);
  const { signal } = new AbortController();
  const request = { texts, category: "crypto", explain: false, useCache: true, signal } as const;
  const deps = { clock, report: () => {} };
  const started = performance.now();
  const walk = await walkTiers(steps.value, request, deps, more.withinMs, more.languages);
  if (!walk.ok) throw new Error(walk.error.detail);
  const { spoken, asked } = walk.value;
  return {
    ms: performance.now() - started,
    asked: asked.map(({ engine }) => engine.key),
    voices: spoken.map(({ voice }) => voice),
    degraded: spoken[0]?.degraded,
  };
}
const embeddedTier = fakeTier([embedded], { engine: "embedded_model", isQuick: true });

describe("an ensemble of all tiers", () => {
  it("asks engines of every tier, and an opinion that is part of another's counts once", async () => {
    const { asked, voices } = await ask([fakeTier([fakeEngine("a")]), fakeTier([local("b")]), embeddedTier]);
    expect(asked).toEqual(["a", "b", "embedded"]);
    expect(voices[0]).toMatchObject({ engine: "hf_inference_api_ensemble", key: "a+b+embedded", calibrated: false });
  });

  it("names its voices in one order, whoever was fastest", async () => {
    const tier = fakeTier([late("a", 60), late("b", 30), fakeEngine("c")]);
    expect((await ask([tier])).voices[0]?.key).toBe("a+b+c+lexical");
  });

  it("hears the part where the whole does not answer", async () => {
    const broken = { ...embedded, read: async () => failed("internal") };
    const { voices } = await ask([fakeTier([local("b")]), fakeTier([broken], { engine: "embedded_model" })]);
    expect(voices[0]).toMatchObject({ engine: "local_ensemble", key: "b+lexical" });
  });

  it("is never calibrated, whoever speaks", async () => {
    const sure = local("b", { calibrated: true });
    expect((await ask([fakeTier([sure]), embeddedTier])).voices[0]?.calibrated).toBe(false);
  });

  it("that was named hears all it named: a tier that is out takes nobody of another along", async () => {
    const out = fakeTier([fakeEngine("a")], { refusal: () => failure("no_key") });
    const tiers = [out, fakeTier([local("b")], { engine: "local_model" }), last];
    const steps = chooseSteps(tiers, [], { category: "crypto", use_ensemble: true, models: ["a", "b", "lexical"] });
    if (!steps.ok) throw new Error(steps.error.detail);
    const { signal } = new AbortController();
    const request = { texts: ["up"], category: "crypto", explain: false, useCache: true, signal } as const;
    const walk = await walkTiers(steps.value, request, { clock, report: () => {} });
    expect(walk.ok && walk.value.spoken[0]?.voice.key).toBe("b+lexical");
    expect(walk.ok && walk.value.spoken[0]?.degraded).toMatchObject([{ tier: "hf_inference_api", code: "no_key" }]);
  });

  it("of one that answers is that one", async () => {
    const out = fakeTier([fakeEngine("a")], { refusal: () => failure("no_key") });
    const { voices, degraded } = await ask([out, embeddedTier]);
    expect(voices[0]).toMatchObject({ engine: "embedded_model", key: "embedded" });
    expect(degraded).toMatchObject([{ tier: "hf_inference_api", model: null, code: "no_key" }]);
  });

  it("leaves each tier its own deadline: who is in time by it counts, also after another's has passed", async () => {
    const quick = fakeTier([late("a", 150)], { deadlineMs: () => 50 });
    const slow = fakeTier([late("b", 150)], { deadlineMs: () => 2_000 });
    const { voices, degraded, ms } = await ask([quick, slow, embeddedTier]);
    expect(voices[0]?.key).toBe("b+embedded");
    expect(degraded).toMatchObject([{ model: "a", code: "timed_out" }]);
    expect(ms).toBeLessThan(1_500);
  });

  it("waits for no tier longer than the whole may take", async () => {
    const slow = fakeTier([late("a", 5_000)], { deadlineMs: () => 10_000 });
    const { voices, ms } = await ask([slow, embeddedTier], { withinMs: 200 });
    expect(voices[0]?.key).toBe("embedded");
    expect(ms).toBeLessThan(2_000);
  });

  it("counts by text only those who read its language, where any do", async () => {
    const tiers = [fakeTier([local("polyglot")]), embeddedTier];
    const { voices } = await ask(tiers, { languages: ["es", "en"] }, ["sube", "up"]);
    expect(voices.map(({ key }) => key)).toEqual(["polyglot", "polyglot+embedded"]);
    const english = [fakeTier([local("b", { languages: ["en"] })]), embeddedTier];
    expect((await ask(english, { languages: ["es"] })).voices[0]).toMatchObject({
      key: "b+embedded",
      languages: ["en"],
    });
  });
});
