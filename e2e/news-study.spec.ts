import type { Page } from "@playwright/test";
import { answerWithStudy, type MadeStudy } from "./made-news";
import { expect, expectNoAxeFaults, expectNoSidewaysScroll, refusal, test } from "./screen";

const STUDY = "/news?tab=study";
const sentence = (page: Page) => page.getByTestId("study-sentence");
const rows = (page: Page) => page.getByTestId("study-table").locator("tbody tr");
const made: MadeStudy = {
  stories: { bullish: 142, neutral: 60, bearish: 12 },
  effect: 0.001,
  sampleNews: true,
  samplePrices: true,
};

test("nothing found is said first and plainly, with its curve, its band and its numbers", async ({ page }) => {
  await answerWithStudy(page, made);
  await page.goto(STUDY);
  await expect(sentence(page)).toHaveText(
    /^No effect was found: after 142 bullish stories BTC moved against a basket of large coins as it does in random hours/,
  );
  await expect(page.getByTestId("study-chart").locator(".recharts-line-curve")).toHaveCount(1);
  await expect(page.getByTestId("study-chart").locator(".recharts-area-area")).toHaveCount(1);
  await expect(page.getByTestId("study-chart").locator("[data-dot]")).toHaveCount(3);
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).nth(2)).toContainText(/24 hours.*no effect found.*142/);
  const method = page.getByTestId("study-method");
  await expect(method).toContainText("the open of the first hour that began after it was first seen here");
  await expect(method).toContainText("4 that have no candle at their time");
  await expect(method).toContainText("sample news");
  await expect(method).toContainText("Not financial advice");
  const words = (await page.locator("main").textContent()) ?? "";
  expect(words).not.toMatch(/predict|forecast|will (rise|fall)|signal to/i);
});

test("the server's own study of sample news: every label has its numbers, and too few is said", async ({ page }) => {
  test.setTimeout(60_000);
  await page.goto(`${STUDY}&clock=published&candles=1d`);
  await expect(sentence(page)).toContainText("All of it is sample data.", { timeout: 30_000 });
  for (const label of ["Bullish", "Neutral", "Bearish"]) {
    await page.getByRole("tab", { name: new RegExp(`^${label}`) }).click();
    await expect(rows(page)).toHaveCount(3);
    for (const row of await rows(page).allTextContents())
      expect(row).toMatch(/too few \(\d+ of 20\)|nothing to compare with|no effect found|effect/);
  }
  await expectNoAxeFaults(page);
});

test("an open story says what the price of its coins did after it was seen here, or that it is too soon", async ({
  page,
}) => {
  await page.goto("/news?coin=BTC");
  await page.getByRole("article").first().press("Enter");
  const reaction = page.getByTestId("story-reaction");
  await expect(reaction).toContainText(/BTC.*\+1 h.*\+4 h.*\+24 h/);
  await expect(reaction).toContainText(/not yet|no candle|%/);
});

test("an effect is named as one, in the past, with q", async ({ page }) => {
  await answerWithStudy(page, { ...made, effect: 0.02 });
  await page.goto(`${STUDY}&coin=ETH`);
  await expect(sentence(page)).toHaveText(
    /^After 142 bullish stories ETH moved against BTC otherwise than in random hours: .*\+1\.97% within 24 hours/,
  );
  await expect(rows(page).nth(2)).toContainText("effect");
});

test("by keyboard: label, coin, days and clock, all in the address, and back", async ({ page }) => {
  await answerWithStudy(page, made);
  await page.goto(STUDY);
  await page.getByRole("tab", { name: /^Bullish/ }).focus();
  await page.keyboard.press("End");
  await expect(page).toHaveURL(/mood=bearish/);
  await expect(sentence(page)).toHaveText(
    /^There are only 12 bearish stories about BTC .*too few to tell, 20 are needed\./,
  );
  await expect(rows(page).first()).toContainText("too few (12 of 20)");
  await expect(page.getByTestId("study-chart")).toHaveCount(0);
  await expect(page.getByTestId("more-stories")).toContainText("What would help");
  await page
    .getByTestId("more-stories")
    .getByRole("button", { name: /published/ })
    .press("Enter");
  await expect(page).toHaveURL(/clock=published/);
  await expect(page.getByTestId("study-clock")).toHaveText("By what sources say; nobody here knew of it then.");
  await page.getByRole("button", { name: "days", exact: true }).press("Enter");
  await expect(page).toHaveURL(/candles=1d/);
  await page.getByRole("button", { name: /^Coin: BTC/ }).press("Enter");
  await page.getByRole("combobox", { name: "Coin or symbol" }).fill("ether");
  await expect(page.getByRole("option").first()).toHaveText(/ETH/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/coin=ETH/);
  await expect(sentence(page)).toContainText("about ETH");
  await page.goBack();
  await expect(page).not.toHaveURL(/coin=/);
  await page.goBack();
  await expect(page).not.toHaveURL(/candles=/);
});

test("a server that fails is named with its request id, and a retry asks again", async ({ page, watch }) => {
  watch.allow(refusal);
  await answerWithStudy(page, made);
  let failing = true;
  await page.route("**/api/ai/data/news/study*", (route) =>
    failing
      ? route.fulfill({
          status: 503,
          contentType: "application/problem+json",
          body: JSON.stringify({ code: "unavailable", detail: "No source has hours of it.", request_id: "req-9" }),
        })
      : route.fallback(),
  );
  await page.goto(STUDY);
  await expect(page.getByRole("alert").filter({ hasText: "No source has hours of it." })).toBeVisible();
  await expect(page.getByText("request req-9")).toBeVisible();
  failing = false;
  await page.getByRole("button", { name: "Retry now" }).click();
  await expect(sentence(page)).toBeVisible();
});

for (const scheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test(`${scheme}, ${width} px: axe is content, nothing scrolls sideways`, async ({ page }) => {
      await answerWithStudy(page, made);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(STUDY);
      await expect(page.getByTestId("study-chart").locator(".recharts-line-curve")).toBeVisible();
      await expectNoAxeFaults(page);
      await expectNoSidewaysScroll(page);
      await page.getByRole("tab", { name: /^Bearish/ }).click();
      await expect(page.getByTestId("more-stories")).toBeVisible();
      await expectNoAxeFaults(page);
      await expectNoSidewaysScroll(page);
    });
  }
}
