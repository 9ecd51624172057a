import type { Page } from "@playwright/test";
import { shiftOf, watchShift } from "./layout";
import { expectStill, looks } from "./looks";
import { answerWithNews } from "./made-news";
import { expect, expectNoAxeFaults, expectNoSidewaysScroll, refusal, test } from "./screen";

const chart = (page: Page) => page.getByTestId("candle-chart");
const toggle = (page: Page) => page.getByRole("button", { name: "News on the chart", exact: true });
const told = (page: Page) => page.getByTestId("news-summary");
const counts = (page: Page) => page.getByTestId("legend-stories");
const spoken = (page: Page) => page.locator('main [aria-live="polite"]').first();
const marks = async (page: Page): Promise<number> =>
  Number((await chart(page).getAttribute("data-news-marks", { timeout: 1_000 })) ?? 0);

async function open(page: Page, query = ""): Promise<void> {
  await page.goto(`/prices${query}`);
  await expect(page.locator("[data-candles]")).toBeVisible();
}

/** Goes candle by candle to one that has stories. */
async function goToStories(page: Page): Promise<string> {
  await chart(page).focus();
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("ArrowLeft");
    await expect(spoken(page)).toHaveText(/stor(y|ies)/);
    const words = (await spoken(page).textContent()) ?? "";
    if (!words.includes("no story")) return words;
  }
  throw new Error("No candle has a story.");
}

test("off it asks for nothing; on, marks and mood stand on the candles, in words and in the table; back takes it away", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/data/news")) asked.push(request.url());
  });
  await answerWithNews(page, true);
  await open(page);
  await page.waitForTimeout(800);
  expect(asked).toEqual([]);
  expect(await marks(page)).toBe(0);
  await toggle(page).click();
  await expect(page).toHaveURL("/prices?news=1");
  await expect(toggle(page)).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => marks(page)).toBeGreaterThan(5);
  await expect(told(page)).toContainText(/News: [\d,]+ stories: .*Mood was bullish on \d+ days?, bearish on \d+/);
  await expect(told(page)).toContainText("Sample news");
  await expect(chart(page)).toHaveAttribute("aria-label", /News: [\d,]+ stories/);
  await expect(counts(page)).toHaveText(/no story|stor(y|ies): /);
  expect(asked).toHaveLength(1);
  await page.getByText("As a table").click();
  const table = page.getByRole("table", { name: /^Candles of BTC/ });
  await expect(table.getByRole("columnheader").filter({ hasText: /^(Stories|Mood)$/ })).toHaveCount(2);
  const rows = await table.getByRole("row").allTextContents();
  expect(rows.some((row) => /[1-9][+−]?\d\.\d\d$/.test(row))).toBe(true);
  expect(rows.some((row) => /0–$/.test(row))).toBe(true);
  await page.goBack();
  await expect(page).toHaveURL("/prices");
  await expect.poll(() => marks(page)).toBe(0);
  await expect(told(page)).toHaveCount(0);
});

test("by keyboard: the counts of a candle are read, Enter lists its stories, Escape goes back to the chart", async ({
  page,
}) => {
  await answerWithNews(page, true);
  await open(page, "?news=1");
  await expect.poll(() => marks(page)).toBeGreaterThan(5);
  const words = await goToStories(page);
  expect(words).toMatch(/\d+ stor(y|ies): .*(bullish|neutral|bearish|unclear)/);
  await page.keyboard.press("Enter");
  const list = page.getByTestId("bar-stories");
  await expect(list).toBeFocused();
  await expect(list).toHaveAccessibleName(`Stories about BTC, ${words.slice(0, 10)}`);
  await expect(list.getByRole("listitem")).toHaveCount(3);
  const day = words.slice(0, 10);
  const link = list.getByRole("link", { name: /page of news/ });
  const href = new URL((await link.getAttribute("href")) ?? "", "http://here");
  // The page of news has the last day whole, as its fields show it.
  expect([href.pathname, ...["coin", "from", "to"].map((name) => href.searchParams.get(name))]).toEqual([
    "/news",
    "BTC",
    day,
    day,
  ]);
  await expectNoAxeFaults(page);
  await page.keyboard.press("Escape");
  await expect(list).toHaveCount(0);
  await expect(chart(page)).toBeFocused();
});

test("a press on a candle with stories lists them, one on another does nothing", async ({ page }) => {
  // Some ninety moves of the mouse, with two frames each.
  test.setTimeout(90_000);
  await answerWithNews(page, true);
  await open(page, "?news=1&range=30d");
  await expect.poll(() => marks(page)).toBeGreaterThan(3);
  const box = await chart(page).boundingBox();
  if (!box) throw new Error("There is no chart.");
  // Middles of candles with stories and without: a press beside a mark is meant for it.
  const middles = { some: [] as number[], none: [] as number[] };
  let run = { words: "", from: 0 };
  for (let x = box.x + box.width * 0.3; x < box.x + box.width * 0.9; x += 4) {
    await page.mouse.move(x, box.y + 40);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const words = `${await page.getByTestId("legend").textContent()}`;
    if (words === run.words) continue;
    if (run.words !== "" && run.from > 0)
      middles[run.words.includes("no story") ? "none" : "some"].push((run.from + x - 4) / 2);
    run = { words, from: run.words === "" ? 0 : x };
  }
  const [some, none] = [middles.some[0] ?? 0, middles.none[0] ?? 0];
  expect([some > 0, none > 0]).toEqual([true, true]);
  await page.mouse.click(none, box.y + 40);
  await page.waitForTimeout(500);
  await expect(page.getByTestId("bar-stories")).toHaveCount(0);
  await page.mouse.click(some, box.y + 40);
  await expect(page.getByTestId("bar-stories").getByRole("listitem")).toHaveCount(3);
  await page.getByRole("button", { name: "Close the list of stories" }).click();
  await expect(page.getByTestId("bar-stories")).toHaveCount(0);
});

test("the server's own sample: marks, counts and the stories of a candle, which lead to the page of news", async ({
  page,
}) => {
  await open(page, "?news=1");
  // The first question of all has the server read its sample news.
  await expect.poll(() => marks(page), { timeout: 20_000 }).toBeGreaterThan(3);
  await expect(told(page)).toContainText(/News: [\d,]+ stories: /);
  const words = await goToStories(page);
  await page.keyboard.press("Enter");
  const list = page.getByTestId("bar-stories");
  await expect(list.getByRole("listitem").first()).toBeVisible();
  const many = Number(/(\d+) stor/.exec(words)?.[1]);
  await expect(list.getByRole("listitem")).toHaveCount(Math.min(5, many));
  await list.getByRole("link", { name: /page of news/ }).click();
  await expect(page).toHaveURL(/\/news\?coin=BTC&from=/);
});

test("real news is not drawn on sample prices, and says why", async ({ page }) => {
  await answerWithNews(page, false);
  await open(page, "?news=1");
  await expect(told(page)).toHaveText(
    "The news is real, and these prices are sample data: it is not drawn on made-up prices.",
  );
  expect(await marks(page)).toBe(0);
  await expect(counts(page)).toHaveCount(0);
});

test("news that cannot be had says so, leaves the chart alone, and comes when asked again", async ({ page, watch }) => {
  watch.allow(refusal);
  await answerWithNews(page, true);
  let failing = true;
  await page.route("**/api/ai/data/news/mood?*", (route) =>
    failing
      ? route.fulfill({
          status: 503,
          contentType: "application/problem+json",
          body: JSON.stringify({ code: "unavailable", detail: "The archive is away.", request_id: "req-1" }),
        })
      : route.fallback(),
  );
  await open(page, "?news=1");
  await expect(told(page).getByRole("alert")).toContainText("News could not be loaded: The archive is away.");
  await expect(page.getByTestId("summary")).toContainText(/^Over \w+ days BTC/);
  failing = false;
  await told(page).getByRole("button", { name: "Retry now" }).click();
  await expect.poll(() => marks(page)).toBeGreaterThan(5);
});

test("stories of a candle that cannot be had say so and come when asked again; the focus stays in the list", async ({
  page,
  watch,
}) => {
  watch.allow(refusal);
  await answerWithNews(page, true);
  let failing = true;
  await page.route("**/api/ai/data/news?*", (route) =>
    failing
      ? route.fulfill({
          status: 503,
          contentType: "application/problem+json",
          body: JSON.stringify({ code: "unavailable", detail: "The archive is away", request_id: "req-1" }),
        })
      : route.fallback(),
  );
  await open(page, "?news=1");
  await expect.poll(() => marks(page)).toBeGreaterThan(5);
  await goToStories(page);
  await page.keyboard.press("Enter");
  const list = page.getByTestId("bar-stories");
  await expect(list.getByRole("alert")).toHaveText("The stories could not be loaded: The archive is away.");
  failing = false;
  await list.getByRole("button", { name: "Retry now" }).press("Enter");
  await expect(list.getByRole("listitem")).toHaveCount(3);
  await expect(list).toBeFocused();
});

test("older candles bring older news, a chunk at a time, and none twice", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/news/mood?")) asked.push(new URL(request.url()).search);
  });
  await answerWithNews(page, true);
  await open(page, "?news=1&timeframe=1h&range=7d");
  await expect.poll(() => marks(page)).toBeGreaterThan(3);
  const before = asked.length;
  await page.getByRole("button", { name: "90 days" }).click();
  await expect.poll(() => asked.length).toBeGreaterThan(before);
  await expect(told(page)).toContainText(/^News: /);
  await page.waitForTimeout(600);
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.length).toBeLessThanOrEqual(4);
});

test("while coins are compared there is none, and the switch says why", async ({ page }) => {
  await answerWithNews(page, true);
  await page.goto("/prices?with=ETH&news=1");
  await expect(toggle(page)).toHaveAttribute("aria-disabled", "true");
  await expect(toggle(page)).toHaveAttribute("title", /compared/);
  await expect(told(page)).toHaveCount(0);
});

for (const width of [360, 1280]) {
  test(`${width} px: nothing moves when it turns out that the news must not be drawn`, async ({ page }) => {
    await watchShift(page);
    await answerWithNews(page, false);
    await page.setViewportSize({ width, height: 900 });
    await open(page, "?news=1");
    await expect(told(page)).toContainText("it is not drawn on made-up prices");
    await page.waitForTimeout(800);
    const { shift, what } = await shiftOf(page);
    console.log(`layout shift ${shift.toFixed(4)} at ${width} px, news not drawn`);
    expect(shift, what).toBeLessThan(0.02);
  });
}

for (const look of looks) {
  test(`${look.name}: axe is content, nothing scrolls sideways or moves`, async ({ page }) => {
    await answerWithNews(page, true);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await expectStill(page, look, async () => {
      await open(page, "?news=1");
      await expect.poll(() => marks(page)).toBeGreaterThan(2);
      await page.waitForTimeout(800);
    });
    await goToStories(page);
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("bar-stories").getByRole("listitem")).toHaveCount(3);
    await expectNoAxeFaults(page);
    await expectNoSidewaysScroll(page);
  });
}
