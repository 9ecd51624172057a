import { shiftOf, watchShift } from "./layout";
import { pathOf, test } from "./remote-screen";
import { expect } from "./screen";

test("a model that begins to warm shows it, with its reason, and moves nothing", async ({ page, double }) => {
  await watchShift(page);
  await page.setViewportSize({ width: 1280, height: 1000 });
  await page.goto("/dashboard");
  await expect(page.getByTestId("link")).toHaveAttribute("data-kind", "live");
  const finbert = page.getByRole("article", { name: "FinBERT", exact: true });
  await expect(finbert.getByTestId("state")).toContainText("not asked yet");
  const place = await finbert.boundingBox();
  await double.setFault({ kind: "loading", path: pathOf("ProsusAI/finbert"), estimatedTimeS: 20 });
  const asked = page.request.post("/api/ai/sentiment", {
    data: { text: "Ether jumps 8%", model: "financial_sentiment" },
  });
  expect((await asked).ok()).toBe(true);
  const began = performance.now();
  await expect(finbert.getByTestId("state")).toHaveText("warming: the model is loading", { timeout: 2_000 });
  console.log(`warming shows ${Math.round(performance.now() - began)} ms after the answer`);
  await expect(finbert).toContainText(/Hugging Face API · asked again in \d+ s/);
  await expect(page.getByTestId("newest")).toContainText("FinBERT: from not asked yet to warming");
  await page.waitForTimeout(1_000);
  expect(await finbert.boundingBox()).toEqual(place);
  const { shift, what } = await shiftOf(page);
  expect(shift, what).toBeLessThan(0.02);

  // Who warms comes behind who is ready, once one asks for order.
  const names = page.getByTestId("model").getByRole("heading");
  await page.getByRole("button", { name: "Sort models anew" }).click();
  await expect(page.locator("section[aria-labelledby=models]")).toBeFocused();
  await expect(names.nth(0)).toHaveText("Lexical reader");
  await expect(names.nth(1)).toHaveText("FinBERT");

  // It is tried here: the reason, not another model's answer.
  await finbert.locator("summary", { hasText: "Try it" }).click();
  await finbert.getByRole("button", { name: "Ask" }).click();
  await expect(finbert.getByTestId("tried")).toContainText(/^No answer: the model is loading/);
});

test("what happens while one reads waits above the list; out of sight it is put in at once", async ({
  page,
  double,
}) => {
  await page.setViewportSize({ width: 1280, height: 700 });
  await page.goto("/dashboard");
  await expect(page.getByTestId("link")).toHaveAttribute("data-kind", "live");
  const room = page.getByTestId("incidents");
  const rows = room.getByTestId("incident");
  const warm = async (id: string, model: string): Promise<void> => {
    await double.setFault({ kind: "loading", path: pathOf(id), estimatedTimeS: 60 });
    const sent = await page.request.post("/api/ai/sentiment", { data: { text: `Ether jumps for ${model}`, model } });
    expect(sent.ok()).toBe(true);
  };
  await warm("ProsusAI/finbert", "financial_sentiment");
  await expect(rows.filter({ hasText: "FinBERT" })).toHaveCount(1);

  await room.scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(rows.first()).toBeInViewport();
  const first = await rows.first().textContent();
  const place = await rows.first().boundingBox();
  await warm("ElKulako/cryptobert", "social_sentiment");
  const show = room.getByRole("button", { name: "Show 1 new" });
  await expect(show).toBeVisible();
  await expect(room.getByTestId("newest")).toContainText("CryptoBERT (ElKulako): from not asked yet to warming");
  // A first warming is no trouble.
  await expect(room.getByTestId("said")).toHaveText("");
  await expect(rows.first()).toHaveText(first ?? "");
  expect(await rows.first().boundingBox()).toEqual(place);
  await show.click();
  await expect(rows.first()).toContainText("CryptoBERT (ElKulako)");
  await expect(show).toHaveCount(0);
  await expect(room).toBeFocused();

  // Of one part alone.
  await rows.first().getByRole("button").click();
  await expect(page).toHaveURL(/\?part=social_sentiment$/);
  await expect(rows).toHaveCount(1);
  await page.reload();
  await expect(rows).toHaveCount(1);
  await expect(room.getByRole("button", { name: /^only CryptoBERT/ })).toBeVisible();

  // What is grave is said aloud, of the part that is listed.
  await double.setFault({ kind: "status", path: "/hf-inference/**", status: 401 });
  const data = { text: "Ether jumps for nobody", model: "twitter_sentiment" };
  expect((await page.request.post("/api/ai/sentiment", { data })).ok()).toBe(true);
  await expect(room.getByTestId("said")).toHaveText(/^CryptoBERT \(ElKulako\): from warming to left alone/);
});
