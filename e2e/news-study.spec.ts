import type { Page } from "@playwright/test";
import { answerWithStudy, type MadeStudy } from "./made-news";
import { open as openNews } from "./news-answers";
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

test("the server's own study of sample news: every label has its numbers, and its words are those of its numbers", async ({
  page,
}) => {
  test.setTimeout(60_000);
  await page.goto(`${STUDY}&clock=published&candles=1d`);
  await expect(sentence(page)).toContainText("All of it is sample data.", { timeout: 30_000 });
  let judged = 0;
  for (const label of ["Bullish", "Neutral", "Bearish"]) {
    const tab = page.getByRole("tab", { name: new RegExp(`^${label}`) });
    await tab.click();
    await expect(page.getByTestId("study-table").locator("caption")).toContainText(`after ${label.toLowerCase()}`);
    await expect(rows(page)).toHaveCount(3);
    const many = Number(/\((\d+)\)/.exec((await tab.textContent()) ?? "")?.[1]);
    for (const row of await rows(page).all()) {
      const [words = "", stories = "", mean = "", , , , q = ""] = await row.locator("td").allTextContents();
      const n = Number(stories.replaceAll(",", ""));
      // None has more stories than the shortest time has: of later ones some have no candle yet.
      expect(n).toBeLessThanOrEqual(many);
      if (n < 20) expect(words).toBe(`too few (${n} of 20)`);
      if (n >= 20) expect(words).not.toContain("too few");
      if (n > 0) expect(mean).toMatch(/^[+−]?\d+\.\d\d%$/);
      if (words !== "effect" && words !== "no effect found") continue;
      judged += 1;
      // What is shown is rounded.
      const shown = q === "below 0.001" ? 0 : Number(q);
      if (words === "effect") expect(shown).toBeLessThanOrEqual(0.05);
      else expect(shown).toBeGreaterThanOrEqual(0.05);
    }
  }
  expect(judged).toBeGreaterThan(0);
  await expectNoAxeFaults(page);
});

test("an open story of some days ago says what the price of its coins did after it was seen here", async ({ page }) => {
  const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  await openNews(page, `?coin=BTC&to=${day}`);
  await page.getByRole("article").first().press("Enter");
  const reaction = page.getByTestId("story-reaction");
  const change = "(up|down|unchanged) \\d+(\\.\\d+)?%";
  await expect(reaction.getByRole("listitem").filter({ hasText: "BTC" })).toContainText(
    new RegExp(`BTC.*\\+1 h${change}.*\\+4 h${change}.*\\+24 h${change}`),
  );
});

test("a study that is left before its answer came is given up, and asked anew by who comes back", async ({ page }) => {
  await answerWithStudy(page, made);
  const [asked, left]: [string[], string[]] = [[], []];
  const coinOf = (url: string): string => new URL(url).searchParams.get("symbol") ?? "";
  let isSlow = true;
  await page.route("**/api/ai/data/news/study*", async (route) => {
    asked.push(coinOf(route.request().url()));
    if (!isSlow) return route.fallback();
  });
  page.on("requestfailed", (request) => {
    if (request.url().includes("/news/study")) left.push(coinOf(request.url()));
  });
  await page.goto(STUDY);
  await expect.poll(() => asked).toEqual(["BTC"]);
  isSlow = false;
  await page.getByRole("button", { name: /^Coin: BTC/ }).press("Enter");
  await page.getByRole("combobox", { name: "Coin or symbol" }).fill("ether");
  await expect(page.getByRole("option").first()).toHaveText(/ETH/);
  await page.keyboard.press("Enter");
  await expect(sentence(page)).toContainText("ETH moved");
  expect(left).toEqual(["BTC"]);
  await page.goBack();
  await expect(sentence(page)).toContainText("BTC moved");
  expect(asked).toEqual(["BTC", "ETH", "BTC"]);
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
