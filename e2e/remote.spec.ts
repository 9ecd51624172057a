import { degraded, engine, engineLine, listed, models, pathOf, test } from "./remote-screen";
import { analyse, expect, expectNoAxeFaults, expectNoSidewaysScroll, field, fromServer, verdict } from "./screen";

const GOOD = "Ether jumps 8% as spot funds take in record inflows";
const at = (more: string) => `/?text=${encodeURIComponent(GOOD)}${more}`;

/** The embedded model of a server that has just begun may come too late for a first text; the next one is its. */
const untilModelReads = (baseURL = "") =>
  expect(async () => {
    const answer = await fetch(`${baseURL}/api/ai/sentiment`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: "Bitcoin soars to a record" }),
    });
    expect(await answer.json()).toMatchObject({ engine: "embedded_model" });
  }).toPass({ timeout: 20_000 });

/** An answer for one text, in a model's own labels. */
const says = (label: string, others: readonly string[]) =>
  JSON.stringify([[{ label, score: 0.96 }, ...others.map((other) => ({ label: other, score: 0.04 / others.length }))]]);

test("the best model answers: the tier, its name, an honest confidence, and whose words they are", async ({ page }) => {
  await page.goto("/");
  await field(page).fill(GOOD);
  await analyse(page).click();
  await fromServer(page);
  await expect(verdict(page)).toContainText("Bullish");
  await expect(engineLine(page)).toHaveText(/^Hugging Face API · CryptoBERT \(ElKulako\) · on the server · /);
  await expect(page.getByText("by the model’s own scale").first()).toBeVisible();
  await expect(page.getByText(/times in|in 4/)).toHaveCount(0);
  await expect(page.getByText("Words that the lexical reader sees; CryptoBERT (ElKulako) names none.")).toBeVisible();
  // The line of the engine names it; once is enough.
  await expect(page.getByText("One model was asked")).toHaveCount(0);
  await expect(degraded(page)).toHaveCount(0);
});

test("muting a word speaks for the lexical reader alone", async ({ page }) => {
  await page.goto(at(""));
  await fromServer(page);
  await page.locator("button.mark").first().click();
  await expect(page.getByText(/^Without “?.+ the lexical reader would (still )?say \w+\.$/)).toBeVisible();
  await expect(page.getByText("this would")).toHaveCount(0);
});

test("an ensemble shows what each model said, in bars and in words", async ({ page }) => {
  await page.goto("/");
  await listed(page);
  await engine(page).selectOption({ label: "Ensemble" });
  await field(page).fill(GOOD);
  const sent = page.waitForRequest("**/api/ai/sentiment");
  await analyse(page).click();
  expect((await sent).postDataJSON()).toEqual({ text: GOOD, category: "crypto", use_ensemble: true });
  await fromServer(page);
  await expect(engineLine(page)).toContainText("Hugging Face API + lexical reader · ensemble of 5 · on the server");
  await expect(models(page).getByRole("heading")).toHaveText(/^Models (agree|differ|disagree)$/);
  await expect(models(page).getByText(/^disagreement 0\.\d\d$/)).toBeVisible();
  const rows = models(page).getByRole("listitem");
  await expect(rows).toHaveCount(5);
  await expect(rows.filter({ hasText: /FinBERT: bullish \d+%, neutral \d+%, bearish \d+%, / })).toHaveCount(1);
  await expect(
    rows.filter({ hasText: /CryptoBERT \(kk08\): bullish \d+%, bearish \d+%, knows no neutral/ }),
  ).toHaveCount(1);
  const widths = await rows
    .first()
    .locator(".share")
    .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().width));
  expect(widths).toHaveLength(3);
  expect(Math.max(...widths)).toBeGreaterThan(20);
  await expect(page.getByText("by the models’ own scale").first()).toBeVisible();
});

test("models that disagree are a verdict of their own", async ({ page, double }) => {
  await page.goto(at("&engine=all"));
  await fromServer(page);
  const reply = (id: string, body: string) =>
    double.setFault({
      kind: "reply",
      path: pathOf(id),
      status: 200,
      headers: { "content-type": "application/json" },
      body,
    });
  await reply("ElKulako/cryptobert", says("Bearish", ["Neutral", "Bullish"]));
  await reply("ProsusAI/finbert", says("negative", ["neutral", "positive"]));
  await reply("StephanAkkerman/FinTwitBERT-sentiment", says("BULLISH", ["NEUTRAL", "BEARISH"]));
  await field(page).fill(`${GOOD} again`);
  await analyse(page).click();
  await expect(models(page).getByRole("heading")).toHaveText("Models disagree");
  await expect(verdict(page)).toContainText("Unsure");
  await expect(page.getByText(/^the models disagree; taken together they lean \w+, at \d+%$/)).toBeVisible();
});

test("a member that fails is listed with its reason, and the others answer", async ({ page, double }) => {
  await double.setFault({ kind: "loading", path: pathOf("ProsusAI/finbert"), estimatedTimeS: 20 });
  await page.goto(at("&engine=all"));
  await fromServer(page);
  await expect(engineLine(page)).toContainText("ensemble of 4");
  const finbert = models(page).getByRole("listitem").filter({ hasText: "FinBERT:" });
  await expect(finbert).toHaveText(/no answer: the model is loading, asked again in \d+ s/);
  await expect(finbert.locator(".share")).toHaveCount(0);
});

for (const [name, fault, words] of [
  [
    "loading",
    { kind: "loading", estimatedTimeS: 20 },
    /^Hugging Face API: the model is loading, asked again in \d+ s$/,
  ],
  ["503", { kind: "status", status: 503 }, /^Hugging Face API: Hugging Face answered 503/],
  ["a bad key", { kind: "status", status: 401 }, /^Hugging Face API: the key was refused/],
] as const) {
  test(`${name}: the lexical reader answers, and the reason stands in words`, async ({ page, double }) => {
    await double.setFault({ ...fault, path: "/hf-inference/**" });
    await page.goto(at("&engine=financial_sentiment"));
    await fromServer(page);
    await expect(engineLine(page)).toHaveText(/^lexical reader · on the server/);
    await expect(degraded(page)).toHaveText(words);
    await expect(page.getByText(/times in 10|3 times in 4/).first()).toBeVisible();
    await expect(page.getByText("names none")).toHaveCount(0);
  });
}

test.describe("without a key", () => {
  test.use({ settings: { USE_HF_API: "true", EMBEDDED_MODEL: "q8" } });

  test("the select, the verdict and the health chip say so, and all works", async ({ page, baseURL }) => {
    await untilModelReads(baseURL);
    await page.goto("/");
    await expect(page.locator("#engine-hint")).toHaveText("Hugging Face API: no key: local tiers");
    await expect(engine(page).locator("option")).toHaveText([
      "Best available",
      "Barometer model + lexical reader",
      "Lexical reader",
    ]);
    await field(page).fill(GOOD);
    await analyse(page).click();
    await fromServer(page);
    await expect(degraded(page)).toHaveText("Hugging Face API: no key: local tiers");
    await page.getByRole("button", { name: /^Server:/ }).click();
    await expect(page.locator("[popover]:popover-open")).toContainText("Hugging Face API: no key: local tiers");
  });
});

test.describe("with the API off", () => {
  test.use({ settings: { EMBEDDED_MODEL: "q8" } });

  test("nothing is wrong: a plain line says why, and a link that asks for all models is read all the same", async ({
    page,
    baseURL,
  }) => {
    await untilModelReads(baseURL);
    await page.goto(at("&engine=all"));
    await fromServer(page);
    await expect(engineLine(page)).toHaveText(/^embedded model · Barometer model \+ lexical reader · on the server/);
    await expect(degraded(page)).toHaveCount(0);
    await expect(page.locator("#engine-hint")).toHaveText(/pooled\. Hugging Face API: no key: local tiers$/);
    const chip = page.getByRole("button", { name: "Server: healthy" });
    await chip.click();
    await expect(page.locator("[popover]:popover-open")).toContainText("Hugging Face API: no key: local tiers");
    await expect(page.locator("[popover]:popover-open li")).toHaveCount(0);
  });
});

test("a second reading comes from the cache, and says how old it is", async ({ page }) => {
  await page.goto(at(""));
  await fromServer(page);
  await page.waitForTimeout(1_100);
  await analyse(page).click();
  await expect(engineLine(page)).toHaveText(/ · from the cache, \d+ s old$/);
});

for (const scheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test.describe(`${scheme}, ${width} px`, () => {
      test.use({ colorScheme: scheme, viewport: { width, height: 900 } });

      test("axe is content and nothing scrolls sideways, with models that differ and one that fails", async ({
        page,
        double,
      }) => {
        await double.setFault({ kind: "loading", path: pathOf("ProsusAI/finbert"), estimatedTimeS: 20 });
        await page.goto(at("&engine=all"));
        await fromServer(page);
        await listed(page);
        await expectNoAxeFaults(page);
        await expectNoSidewaysScroll(page);
      });
    });
  }
}
