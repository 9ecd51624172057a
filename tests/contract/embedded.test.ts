import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { info } from "../../lib/contracts/functions/info";
import { models } from "../../lib/contracts/functions/models";
import { sentiment } from "../../lib/contracts/functions/sentiment";
import { sentimentBulk } from "../../lib/contracts/functions/sentiment-bulk";
import { type Container, createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { handle } from "../../lib/server/handle";
import { scratchDir } from "../fakes/scratch-dir";

let deps: Container;
beforeAll(async () => {
  deps = await createContainer(
    parseEnv({
      DATA_DIR: scratchDir(),
      LOG_LEVEL: "silent",
      RATE_LIMIT_PER_MINUTE: "100000",
      HF_MODE: "off",
      USE_NEWS_FEEDS: "false",
    }),
  );
  await deps.warm();
});
afterAll(() => deps.close());

const send = async (path: string, body?: unknown): Promise<unknown> => {
  const response = await handle(
    new Request(`http://localhost${path}`, {
      ...(body !== undefined && {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    }),
    functions,
    deps,
  );
  expect(response.status).toBe(200);
  return response.json();
};
const analyse = async (body: object) => sentiment.output.parse(await send(sentiment.path, body));

describe("the embedded model over REST", () => {
  it("answers where nobody else is wanted, and says who it is", async () => {
    const verdict = await analyse({ text: "Hack fears ease as exchange restores withdrawals" });
    expect(verdict).toMatchObject({
      label: "bullish",
      engine: "embedded_model",
      model: "barometer_sentiment",
      explained_by: "barometer_sentiment",
      calibrated: true,
      degraded: [],
      models: [
        { key: "barometer_sentiment", dtype: "q8", revision: expect.stringMatching(/^[\da-f]{12}$/), status: "ok" },
      ],
    });
  });

  it("gives exact spans of the text as it was sent, and nothing around them", async () => {
    const text = "  “Shorts”\tgot REKT 🚀 &amp; longs $BTC +7.5% are happy…  ";
    const { reasons } = await analyse({ text });
    expect(reasons.length).toBeGreaterThan(1);
    for (const { start, end, text: span } of reasons) expect(text.slice(start, end)).toBe(span);
    expect(reasons.map(({ text: span }) => span)).toContain("Shorts");
  });

  it("gives no reasons where none are wanted", async () => {
    expect(await analyse({ text: "Bitcoin soars", explain: false })).toMatchObject({ reasons: [], explained_by: null });
  });

  it("leaves the reasons of a long text to the lexical reader, and says how many parts it read", async () => {
    const text = "Bitcoin soars to a record high as funds pour in. ".repeat(400);
    const verdict = await analyse({ text });
    expect(verdict).toMatchObject({ label: "bullish", engine: "embedded_model", explained_by: "lexical" });
    expect(verdict.chunks).toBeGreaterThan(20);
    expect(verdict.latency_ms).toBeLessThan(1_500);
  });

  it.each([" ! ", "🤷", "的", "\u202e\u0000x", "a".repeat(20_000), "$", "&#x1F680;"])(
    "reads %j as well",
    async (text) => {
      const { scores } = await analyse({ text });
      expect(scores.bullish + scores.neutral + scores.bearish).toBeCloseTo(1, 6);
    },
  );

  it("does not rely on a reading of words that nobody here knows", async () => {
    expect(await analyse({ text: "Kurssi laskee jyrkästi" })).toMatchObject({
      abstained: true,
      abstained_because: "no_known_words",
    });
  });

  it("is asked by its key, and the lexical reader by its own", async () => {
    expect((await analyse({ text: "Bitcoin soars", model: "barometer_sentiment" })).engine).toBe("embedded_model");
    expect((await analyse({ text: "Bitcoin soars", model: "lexical" })).engine).toBe("lexical");
    const both = await analyse({
      text: "Bitcoin soars",
      models: ["barometer_sentiment", "lexical"],
      use_ensemble: true,
    });
    expect(both.models.map(({ key }) => key).sort()).toEqual(["barometer_sentiment", "lexical"]);
  });

  it("reads 1,000 texts in one request, alike in bulk and alone", async () => {
    const texts = Array.from(
      { length: 1_000 },
      (_, index) => `Ether ${index % 2 ? "soars" : "plunges"} on day ${index}`,
    );
    const started = performance.now();
    const bulk = sentimentBulk.output.parse(await send(sentimentBulk.path, { texts }));
    const ms = performance.now() - started;
    console.log(`1,000 texts in one request: ${Math.round(ms)} ms by the embedded model`);
    expect(bulk.summary).toMatchObject({ total: 1_000, failed: 0 });
    expect(ms).toBeLessThan(15_000);
    for (const index of [0, 1, 998, 999]) {
      const alone = await analyse({ text: texts[index] ?? "" });
      const item = bulk.results[index];
      if (!item || "error" in item) throw new Error("The text was not read.");
      expect(item.engine).toBe("embedded_model");
      expect(item.scores.bullish).toBeCloseTo(alone.scores.bullish, 5);
    }
  });

  it("is the fastest neural tier, so quick takes it", async () => {
    const verdict = sentiment.output.parse(await send("/api/ai/sentiment/quick?text=Bitcoin%20soars"));
    expect(verdict.engine).toBe("embedded_model");
  });

  it("stands in models and info", async () => {
    const entry = models.output.parse(await send(models.path)).models.find(({ key }) => key === "barometer_sentiment");
    expect(entry).toMatchObject({
      state: "ready",
      calibrated: true,
      licence: "apache-2.0",
      runs_on: ["embedded_model", "browser_model"],
    });
    expect(entry?.calls.answered).toBeGreaterThan(0);
    expect(info.output.parse(await send(info.path)).engines).toContainEqual(
      expect.objectContaining({ key: "barometer_sentiment", state: "ready" }),
    );
  });

  it("serves many at once, each with its own answer", async () => {
    const verdicts = await Promise.all(
      Array.from({ length: 100 }, (_, index) => analyse({ text: index % 2 ? "Bitcoin soars" : "Exchange collapses" })),
    );
    expect(verdicts.map(({ label }) => label)).toEqual(
      Array.from({ length: 100 }, (_, index) => (index % 2 ? "bullish" : "bearish")),
    );
  });
});
