import type { Page } from "@playwright/test";
import { health } from "../lib/contracts/functions/health";
import { models } from "../lib/contracts/functions/models";
import { base, countdownOf, expectSoon, model, openDashboard } from "./fault-times";
import { pathOf, test } from "./remote-screen";
import { expect } from "./screen";

let nth = 0;

/** Asks one model for a text that nobody asked for before. */
async function ask(page: Page, key: string): Promise<void> {
  nth += 1;
  const sent = await page.request.post("/api/ai/sentiment", {
    data: { text: `Ether jumps ${nth}% today`, model: key },
  });
  expect(sent.ok()).toBe(true);
}

async function find(page: Page, key: string) {
  const listed = models.output.parse(await (await page.request.get("/api/ai/models/available")).json());
  const found = listed.models.find((one) => one.key === key);
  if (found === undefined) throw new Error(`There is no model ${key}.`);
  return found;
}

const isState = (page: Page, key: string, state: string) => async () => (await find(page, key)).state === state;

const idOf = {
  fintwit_sentiment: "StephanAkkerman/FinTwitBERT-sentiment",
  financial_sentiment: "ProsusAI/finbert",
  financial_news: "mrm8488/distilroberta-finetuned-financial-news-sentiment-analysis",
  general_sentiment: "distilbert/distilbert-base-uncased-finetuned-sst-2-english",
  social_sentiment: "ElKulako/cryptobert",
  twitter_sentiment: "cardiffnlp/twitter-roberta-base-sentiment-latest",
  crypto_sentiment: "kk08/CryptoBERT",
} as const;

/** Four texts, the golden sentences first, all of them good news. */
const allGood = JSON.stringify(
  Array.from({ length: 4 }, () => [
    { label: "BULLISH", score: 0.9 },
    { label: "NEUTRAL", score: 0.06 },
    { label: "BEARISH", score: 0.04 },
  ]),
);

test("each fault of a model is shown within 2 s, with its reason, and so is its end", async ({ page, double }) => {
  test.setTimeout(120_000);
  const faultOf = (key: keyof typeof idOf, fault: { readonly kind: string; readonly [more: string]: unknown }) =>
    double.setFault({ ...fault, path: pathOf(idOf[key]) });
  /** Asks until the breaker of a model is open. */
  const trip = async (key: string): Promise<void> => {
    for (let call = 0; call < 8; call += 1) {
      await ask(page, key);
      if ((await find(page, key)).breaker?.state === "open") return;
    }
    throw new Error(`The breaker of ${key} never opened.`);
  };
  await openDashboard(page);
  const { state, detail } = await find(page, "crypto_gen");
  expect([state, detail]).toEqual(["unusable", "its repository holds a configuration and no weights"]);
  await expectSoon(page, {
    what: "not served, as it has no weights",
    at: model("crypto_gen"),
    words: /^not served: its repository holds a configuration and no weights$/,
    chip: "healthy",
  });

  await ask(page, "financial_sentiment");
  await expectSoon(page, {
    what: "ready",
    at: model("financial_sentiment"),
    words: /^ready$/,
    incident: { key: "financial_sentiment", to: "ready", words: /not asked yet → ready/ },
    chip: "healthy",
  });

  await faultOf("general_sentiment", { kind: "status", status: 500 });
  await trip("general_sentiment");
  const openedAt = performance.now();
  await expectSoon(page, {
    what: "breaker open after 500s",
    at: model("general_sentiment"),
    words: /^left alone: Hugging Face answered 500$/,
    incident: { key: "general_sentiment", to: "resting", words: /Hugging Face answered 500/ },
    chip: "degraded",
  });
  await expect(page.locator('[data-testid="answers"] [data-key="answering"]')).toHaveAttribute("data-tone", "warn");
  const left = await countdownOf(page, "general_sentiment");
  expect(left).toBeGreaterThan(20);
  await expect.poll(() => countdownOf(page, "general_sentiment")).toBeLessThan((left ?? 0) - 2);
  console.log(`countdown: ${left} s, then ${await countdownOf(page, "general_sentiment")} s`);

  await faultOf("crypto_sentiment", { kind: "body", form: "sum-seven" });
  await trip("crypto_sentiment");
  await expectSoon(page, {
    what: "answers that cannot be believed",
    at: model("crypto_sentiment"),
    words: /^left alone: a score is not a probability$/,
    incident: { key: "crypto_sentiment", to: "resting", words: /a score is not a probability/ },
    chip: "degraded",
  });

  await faultOf("twitter_sentiment", { kind: "loading", estimatedTimeS: 20 });
  await ask(page, "twitter_sentiment");
  await expectSoon(page, {
    what: "warming",
    at: model("twitter_sentiment"),
    words: /^warming: the model is loading$/,
    incident: { key: "twitter_sentiment", to: "warming", words: /the model is loading/ },
    chip: "degraded",
  });
  expect(await countdownOf(page, "twitter_sentiment")).toBeGreaterThan(10);

  const headers = { "content-type": "application/json" };
  await faultOf("fintwit_sentiment", { kind: "reply", status: 200, headers, body: allGood });
  await ask(page, "fintwit_sentiment");
  await expectSoon(page, {
    what: "golden sentences read wrong",
    at: model("fintwit_sentiment"),
    words: /^failed: it read plain sentences wrong$/,
    incident: { key: "fintwit_sentiment", to: "refused", words: /it read plain sentences wrong/ },
    chip: "degraded",
  });

  await faultOf("financial_news", { kind: "not-supported" });
  await ask(page, "financial_news");
  await expectSoon(page, {
    what: "not served",
    at: model("financial_news"),
    words: /^not served: the provider does not serve it$/,
    incident: { key: "financial_news", to: "refused", words: /the provider does not serve it/ },
  });

  await faultOf("social_sentiment", { kind: "gated" });
  await ask(page, "social_sentiment");
  await expectSoon(page, {
    what: "gated",
    at: model("social_sentiment"),
    words: /^gated: its makers must grant access first$/,
    incident: { key: "social_sentiment", to: "refused", words: /must grant access/ },
  });

  // The faults end; nobody asks for a text.
  await double.reset();
  await expectSoon(page, {
    what: "ready after it was warming",
    at: model("twitter_sentiment"),
    words: /^ready$/,
    incident: { key: "twitter_sentiment", to: "ready", words: /warming → ready/ },
    told: isState(page, "twitter_sentiment", "ready"),
    withinMs: 30_000,
  });
  await expectSoon(page, {
    what: "breaker closed again",
    at: model("general_sentiment"),
    words: /^ready$/,
    incident: { key: "general_sentiment", to: "ready", words: /left alone → ready/ },
    told: isState(page, "general_sentiment", "ready"),
    withinMs: 60_000,
  });
  console.log(`the breaker closed by itself ${((performance.now() - openedAt) / 1_000).toFixed(1)} s after it opened`);
});

test("what closes the host is shown on the tier and on every model within 2 s, and so is its end", async ({
  page,
  double,
}) => {
  test.setTimeout(60_000);
  const tier = "hf_inference_api";
  const finbert = "financial_sentiment";
  const back = async (after: string): Promise<void> => {
    await double.reset();
    await expectSoon(page, {
      what: `ready after ${after}`,
      at: model(finbert),
      words: /^ready$/,
      incident: { key: tier, to: "ready" },
      chip: "healthy",
      told: isState(page, finbert, "ready"),
      withinMs: 15_000,
    });
    await expect(page.locator(base(tier))).toHaveAttribute("data-status", "pass");
  };
  const closed = async (why: string): Promise<void> => {
    const words = new RegExp(`^left alone: ${why}$`);
    const incident = { key: tier, to: "resting", words: new RegExp(why) } as const;
    await expectSoon(page, { what: why, at: model(finbert), words, incident, chip: "degraded" });
    await expectSoon(page, {
      what: `${why}, on the tier`,
      at: base(tier),
      words: new RegExp(`${why}: readers of this server answer`),
    });
    // A model that nobody has asked rests with the others.
    await expectSoon(page, {
      what: `${why}, on a model beside it`,
      at: model("zero_shot"),
      words,
      incident: { key: "zero_shot", to: "resting" },
    });
    await expect(page.locator(base(tier))).toHaveAttribute("data-status", "warn");
  };
  await openDashboard(page);

  await double.setFault({ kind: "rate-limited", path: pathOf("**"), retryAfterS: 4 });
  await ask(page, finbert);
  await closed("too many requests there");
  expect(await countdownOf(page, finbert)).toBeLessThanOrEqual(4);
  await back("too many requests");

  await double.setFault({ kind: "headers", path: pathOf("**"), set: { "retry-after": "4" } });
  await double.setFault({ kind: "status", path: pathOf("**"), status: 402 });
  await ask(page, finbert);
  await closed("the credits are used up");
  await back("no credits");

  await double.setFault({ kind: "status", path: pathOf("**"), status: 401 });
  await ask(page, finbert);
  await closed("the key was refused");
});

/** What stands from the start is timed from when the page lives. */
for (const [what, settings, words, status, chip] of [
  ["no key", { HF_MODE: "auth" }, /^no key: readers of this server answer$/, "warn", "degraded"],
  [
    "HF_MODE is off",
    { HF_MODE: "off", HF_TOKEN: "hf_user" },
    /^disabled: HF_MODE is off: readers of this server answer$/,
    "off",
    "healthy",
  ],
] as const) {
  test.describe(`with ${what}`, () => {
    test.use({ settings });

    test("every model says so, and why", async ({ page }) => {
      const now = health.output.parse(await (await page.request.get("/api/ai/health")).json());
      expect(now.status).toBe(chip);
      await openDashboard(page);
      await expectSoon(page, { what, at: model("zero_shot"), words, chip });
      await expect(page.locator(base("hf_inference_api"))).toHaveAttribute("data-status", status);
      await expect(page.locator('[data-testid="model"][data-state="off"]')).toHaveCount(8);
    });
  });
}
