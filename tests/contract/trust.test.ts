import { afterEach, describe, expect, it } from "vitest";
import { sentimentBulk } from "../../lib/contracts/functions/sentiment-bulk";
import { copyStranger } from "../fakes/model-folder";
import { type Double, startDouble } from "../hf-double/start-double";
import type { App } from "../resilience/kit";
import { pathOf, startApp, tempDir } from "../resilience/kit";

const GOOD = "Bitcoin soars to a record high as funds take in inflows";
const SPANISH = "El bitcoin sube un 8% tras la aprobación del fondo en Estados Unidos";

let double: Double | null = null;
afterEach(async () => {
  await double?.stop();
  double = null;
});

/** All local: the lexical reader alone, or with the embedded model. */
const startLocal = async (env: Readonly<Record<string, string>> = {}): Promise<App> => {
  const app = await startApp(null, { env });
  await app.container.warm();
  return app;
};
/** The remote tier over a double, and the embedded model beside it. */
const startBoth = async (env: Readonly<Record<string, string>> = {}): Promise<{ app: App; remote: Double }> => {
  const remote = await startDouble();
  double = remote;
  const app = await startApp(remote, { env: { EMBEDDED_MODEL: "q8", ...env } });
  await app.container.warm();
  return { app, remote };
};
const ranking = (labels: readonly string[], scores: readonly number[]) =>
  labels.map((label, at) => ({ label, score: scores[at] }));

describe.each(["off", "q8"])("why a verdict abstains, with the embedded model %s", (EMBEDDED_MODEL) => {
  it.for([
    [SPANISH, "other_language", "es"],
    ["Цена биткоина продолжает падать третий день", "other_language", "ru"],
    ["比特币大涨", "other_language", "zh"],
    ["BTC", "too_short", null],
    ["🐸", "too_short", null],
    ["The Restriction Reference Period of the committee ends", null, "en"],
    ["Zorblax wimbles frumious", "no_known_words", null],
    ["Bitcoin est mort", "no_known_words", null],
    ["Bitcoin kraschade idag", "no_known_words", null],
    [GOOD, null, "en"],
    ["gm", null, null],
    ["Shorts got rekt", null, null],
  ] as const)("%s: %s", async ([text, because, language]) => {
    const app = await startLocal({ EMBEDDED_MODEL });
    const { verdict } = await app.analyse({ text });
    expect(verdict).toMatchObject({ abstained: because !== null, abstained_because: because, language });
    if (because === "other_language") expect(verdict.calibrated).toBe(false);
    // Whoever could not read it has no words for it.
    if (because !== null) expect(verdict).toMatchObject({ reasons: [], explained_by: null, reasons_left_out: 0 });
    const bulk = sentimentBulk.output.parse(await (await app.send(sentimentBulk.path, { texts: [text] })).json());
    expect(bulk.results[0]).toMatchObject({ label: verdict.label, abstained_because: because, language });
    expect(bulk.summary.abstained).toBe(because === null ? 0 : 1);
  });
});

describe("a text in another language", () => {
  it("is not held against a model of the user, whose languages nobody knows; in an ensemble it alone counts", async () => {
    const app = await startLocal({ LOCAL_MODELS: copyStranger(tempDir()) });
    const { verdict } = await app.analyse({ text: SPANISH });
    expect(verdict).toMatchObject({ engine: "local_model", language: "es" });
    expect(verdict.abstained_because).not.toBe("other_language");
    const together = (await app.analyse({ text: SPANISH, use_ensemble: true })).verdict;
    expect(together).toMatchObject({ engine: "local_model", model: verdict.model, disagreement: null });
    expect(together.models.map(({ key }) => key).sort()).toEqual(["barometer_sentiment", verdict.model].sort());
  });

  it("is told so by remote models too", async () => {
    const { app } = await startBoth();
    const { verdict } = await app.analyse({ text: SPANISH });
    expect(verdict).toMatchObject({ engine: "hf_inference_api", abstained_because: "other_language" });
  });
});

describe("an ensemble of all tiers", () => {
  it("asks the models of the category and those of this machine; the lexical reader speaks once, with the embedded model", async () => {
    const { app } = await startBoth({ LOCAL_MODELS: copyStranger(tempDir()) });
    const { verdict } = await app.analyse({ text: GOOD, use_ensemble: true });
    expect(verdict).toMatchObject({ engine: "hf_inference_api_ensemble", label: "bullish", calibrated: false });
    expect(new Set(verdict.models.map(({ engine }) => engine))).toEqual(
      new Set(["hf_inference_api", "local_model", "embedded_model"]),
    );
    expect(verdict.models).toHaveLength(6);
    for (const { status, label, scores } of verdict.models)
      expect([status, label, !!scores]).toEqual(["ok", "bullish", true]);
    expect(verdict.disagreement).toBeGreaterThanOrEqual(0);
    expect(verdict.explained_by).toMatch(/^(local_barometer_sentiment_v1|barometer_sentiment)$/);
    expect(verdict.degraded).toEqual([]);
  });

  it("goes on without a tier that fails, and says so", async () => {
    const { app, remote } = await startBoth();
    remote.setFault({ kind: "status", service: "router", status: 500 });
    const { verdict } = await app.analyse({ text: GOOD, use_ensemble: true });
    expect(verdict).toMatchObject({ engine: "embedded_model", model: "barometer_sentiment", disagreement: null });
    expect(new Set(verdict.degraded.map(({ tier }) => tier))).toEqual(new Set(["hf_inference_api"]));
    expect(verdict.models.filter(({ status }) => status === "failed")).toHaveLength(4);
  });

  it("answers within its time where a tier is late, by those who were not", async () => {
    const { app, remote } = await startBoth({ LOCAL_MODELS: copyStranger(tempDir()) });
    remote.setFault({ kind: "latency", service: "router", delay: 8_000 });
    const { verdict, ms } = await app.analyse({ text: GOOD, use_ensemble: true });
    console.info(`an ensemble whose remote tier is late: ${ms.toFixed(0)} ms`);
    expect(ms).toBeLessThan(4_000);
    expect(verdict).toMatchObject({ engine: "local_ensemble", label: "bullish" });
    expect(verdict.model.split("+").sort()).toEqual(["barometer_sentiment", "local_barometer_sentiment_v1"]);
    expect(verdict.degraded.map(({ code }) => code)).toEqual(Array(4).fill("timed_out"));
  });

  it("counts the lexical reader as a voice where the embedded model is out", async () => {
    const { app } = await startBoth({ EMBEDDED_MODEL: "off" });
    const { verdict } = await app.analyse({ text: GOOD, use_ensemble: true });
    expect(verdict.model).toContain("lexical");
    expect(verdict.models).toHaveLength(5);
  });

  it("abstains where its models split", async () => {
    const folder = copyStranger(tempDir());
    const { app, remote } = await startBoth({ LOCAL_MODELS: folder });
    const reply = (id: string, rows: unknown) =>
      remote.setFault({
        kind: "reply",
        path: pathOf(id),
        status: 200,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(rows),
      });
    await app.analyse({ text: "Ether soars again", use_ensemble: true });
    reply("ElKulako/cryptobert", [ranking(["Bearish", "Neutral", "Bullish"], [0.98, 0.01, 0.01])]);
    reply("ProsusAI/finbert", [ranking(["negative", "neutral", "positive"], [0.98, 0.01, 0.01])]);
    reply("StephanAkkerman/FinTwitBERT-sentiment", [ranking(["BEARISH", "NEUTRAL", "BULLISH"], [0.98, 0.01, 0.01])]);
    const { verdict } = await app.analyse({ text: GOOD, use_ensemble: true });
    expect(verdict).toMatchObject({ abstained: true, abstained_because: "models_disagree" });
    expect(verdict.disagreement).toBeGreaterThanOrEqual(0.3);
  });

  it("of many texts asks each engine once a slice, and answers as alone", async () => {
    const { app } = await startBoth();
    const texts = [GOOD, "Exchange collapses after hackers steal customer funds", SPANISH, "BTC"];
    const body = { texts, use_ensemble: true };
    const bulk = sentimentBulk.output.parse(await (await app.send(sentimentBulk.path, body)).json());
    for (const [at, text] of texts.entries()) {
      const { verdict } = await app.analyse({ text, use_ensemble: true });
      const item = bulk.results[at];
      if (!item || "error" in item) throw new Error("a text was not read");
      expect(item).toMatchObject({
        engine: verdict.engine,
        label: verdict.label,
        abstained_because: verdict.abstained_because,
      });
      expect(item.scores.bullish).toBeCloseTo(verdict.scores.bullish, 5);
    }
  });

  it("without other tiers is the one that is there", async () => {
    const app = await startLocal();
    expect((await app.analyse({ text: GOOD, use_ensemble: true })).verdict).toMatchObject({
      engine: "embedded_model",
      calibrated: true,
      disagreement: null,
    });
  });
});
