import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { open, rows } from "./news-answers";
import { expect, expectNoAxeFaults, refusal, test } from "./screen";

const count = (page: Page) => page.getByTestId("feed-count");
const search = (page: Page) => page.getByRole("searchbox", { name: "Search the news" });
const body = (page: Page) => page.getByTestId("story-body");

test("a tab leads to it; stories, mood and counts are there, and sample news says so", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "News" }).click();
  await expect(page).toHaveTitle("News · Barometer");
  await expect(count(page)).toHaveText(/^\d[\d,]* sample stories, newest first$/);
  await expect(rows(page).first()).toContainText(/(bullish|neutral|bearish) \d+%|unclear|not read/);
  await expect(rows(page).first().locator("time")).toHaveAttribute("datetime", /^\d{4}/);
  await expect(page.getByTestId("mood-summary")).toHaveText(
    /^[\d,]+ stor(y|ies) in \d+ (hours|days|weeks): .*bullish.*bearish/,
  );
  await expect(page.getByRole("banner").getByTestId("sample-chip")).toHaveText("sample news");
  await page.getByRole("link", { name: "API", exact: true }).click();
  await expect(page.getByRole("banner").getByTestId("sample-chip")).toBeHidden();
});

test("filters stand in the address, and each is a step back", async ({ page }) => {
  await open(page);
  const all = await count(page).textContent();
  await page.getByRole("button", { name: "Bearish only" }).click();
  await expect(page).toHaveURL("/news?label=bearish");
  await expect(page.getByTestId("mood-scope")).toHaveText("The verdict does not narrow the bars and the coins.");
  // Nothing stands there while the rows before are still drawn.
  await expect(count(page)).toHaveText(/^\d.*newest first$/);
  await expect(count(page)).not.toHaveText(all ?? "");
  const words = await rows(page).evaluateAll((nodes) => nodes.map((node) => node.textContent ?? ""));
  expect(words.length).toBeGreaterThan(2);
  for (const text of words) expect(text).toMatch(/^(bearish \d+%|unclear)/);
  const coin = page.getByRole("region", { name: "Coins in the news of this time" }).getByRole("button").first();
  const symbol = (await coin.getAttribute("aria-label"))?.split(/[,:]/)[0] ?? "";
  await coin.click();
  await expect(page).toHaveURL(`/news?coin=${symbol}&label=bearish`);
  await expect(page.getByRole("button", { name: `Coin: ${symbol}` })).toBeVisible();
  const ofTheCoin = page.getByRole("button", { name: `Only ${symbol}`, pressed: true });
  await expect(rows(page).filter({ hasNot: ofTheCoin })).toHaveCount(0);
  expect(await rows(page).count()).toBeGreaterThan(0);
  await page.goBack();
  await expect(page).toHaveURL("/news?label=bearish");
  await page.goBack();
  await expect(count(page)).toHaveText(all ?? "");
  await page.goForward();
  await expect(page.getByRole("button", { name: "Bearish only" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Clear all filters" }).click();
  await expect(page).toHaveURL("/news");
});

test("a search is asked for while one types, and is one step however many letters it has", async ({ page }) => {
  await open(page);
  // In headlines of every day.
  const word = "Bitcoin";
  const steps = await page.evaluate(() => history.length);
  await page.keyboard.press("/");
  await expect(search(page)).toBeFocused();
  // At the pace at which each letter is asked for while the next one comes.
  await page.keyboard.type(word, { delay: 310 });
  await expect(search(page)).toHaveValue(word);
  await expect(page).toHaveURL(`/news?q=${word}`);
  await expect(count(page)).toHaveText(/best match first$/);
  // The best may have it in its lead alone.
  await expect(rows(page).filter({ hasText: word }).first()).toBeVisible();
  await expect(search(page)).toHaveValue(word);
  expect(await page.evaluate(() => history.length)).toBe(steps + 1);
  await page.goBack();
  await expect(page).toHaveURL("/news");
  await expect(search(page)).toHaveValue("");
  await page.goForward();
  await expect(search(page)).toHaveValue(word);
  await search(page).fill("zxqvbn");
  await expect(page.getByTestId("empty")).toContainText("No story matches all of this");
  await expectNoAxeFaults(page);
  await page.getByRole("button", { name: "the words “zxqvbn”" }).press("Enter");
  await expect(page).toHaveURL("/news");
  await expect(search(page)).toBeFocused();
  await expect(search(page)).toHaveValue("");
  await expect(rows(page).first()).toBeVisible();
});

test("a day is typed, and one edit of it is one step back", async ({ page }) => {
  await open(page);
  const field = page.getByLabel("From", { exact: true });
  const steps = await page.evaluate(() => history.length);
  await field.focus();
  await page.keyboard.type("01152024", { delay: 60 });
  await expect(field).toHaveValue("2024-01-15");
  await expect(page).toHaveURL("/news?from=2024-01-15");
  // Once the year of the edit counts, the next one changes it in place.
  for (let times = 0; times < 5; times += 1) await page.keyboard.press("ArrowUp");
  await expect(page).toHaveURL("/news?from=2029-01-15");
  expect(await page.evaluate(() => history.length)).toBe(steps + 1);
  await page.goBack();
  await expect(page).toHaveURL("/news");
  await expect(field).toHaveValue("");
  await field.fill("2025-02-03");
  await field.press("Enter");
  await expect(page).toHaveURL("/news?from=2025-02-03");
});

test("a time that ends at midnight ends on the day before", async ({ page }) => {
  await page.goto("/news?from=2026-11-19T12:00:00Z&to=2026-11-20T00:00:00Z");
  await expect(page.getByLabel("From", { exact: true })).toHaveValue("2026-11-19");
  await expect(page.getByLabel("to", { exact: true })).toHaveValue("2026-11-19");
});

test("what goes when it is pressed hands the focus on", async ({ page }) => {
  await open(page);
  const row = rows(page).nth(2);
  await row.focus();
  await page.keyboard.press("Enter");
  await body(page).getByRole("button", { name: "Close" }).press("Enter");
  await expect(body(page)).toBeHidden();
  await expect(row).toBeFocused();
  await page.getByRole("button", { name: "Bearish only" }).click();
  await page.getByRole("button", { name: "Clear all filters" }).press("Enter");
  await expect(page).toHaveURL("/news");
  await expect(search(page)).toBeFocused();
  await open(page, "?coin=BTC&from=2026-01-01");
  await page.getByRole("button", { name: "Any coin, not only BTC" }).press("Enter");
  await expect(page).toHaveURL("/news?from=2026-01-01");
  await expect(search(page)).toBeFocused();
  await page.getByRole("button", { name: "Show all times" }).press("Enter");
  await expect(page).toHaveURL("/news");
  await expect(page.locator("summary", { hasText: "As a table" })).toBeFocused();
});

test("Escape closes what lies above a story first", async ({ page }) => {
  await open(page);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(body(page)).toBeVisible();
  await page.getByRole("banner").getByTestId("sample-chip").click();
  await expect(page.locator(":popover-open")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(page.locator(":popover-open")).toHaveCount(0);
  await expect(body(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(body(page)).toBeHidden();
});

test("the stories' coin and the study's are one, and neither tab drops what the other keeps", async ({ page }) => {
  await page.goto("/news?tab=study&coin=ETH&candles=1d&label=bearish");
  await page.getByRole("button", { name: /^Coin: ETH/ }).press("Enter");
  await page.getByRole("combobox", { name: "Coin or symbol" }).fill("btc");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/coin=BTC/);
  await page.getByRole("tab", { name: "Stories" }).click();
  await expect(page.getByRole("button", { name: "Coin: BTC" })).toBeVisible();
  await page.getByRole("button", { name: "Bullish only" }).click();
  await expect(page).toHaveURL("/news?coin=BTC&label=bullish&candles=1d");
});

test("by keyboard: from story to story, open in place, close, and leave the list", async ({ page }) => {
  await open(page);
  await page.keyboard.press("j");
  await expect(rows(page).nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("k");
  await expect(rows(page).nth(2)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/news\?story=[0-9a-f]{24}$/);
  await expect(body(page)).toBeVisible();
  await expect(body(page).getByTestId("highlighted")).not.toBeEmpty();
  await expect(body(page).getByTestId("story-facts")).toContainText("First seen");
  await expect(body(page).getByTestId("story-facts")).toContainText("Read by");
  await page.keyboard.press("Escape");
  await expect(body(page)).toBeHidden();
  await expect(page).toHaveURL("/news");
  await expect(rows(page).nth(2)).toBeFocused();
  await page.keyboard.press("o");
  await expect(body(page)).toBeVisible();
  await page.goBack();
  await expect(body(page)).toBeHidden();
  await page.goForward();
  await expect(body(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await rows(page).nth(1).focus();
  await page.keyboard.press("Control+Home");
  await expect(
    page.getByRole("region", { name: "Take it away" }).filter({ visible: true }).getByRole("button").last(),
  ).toBeFocused();
  await expect(rows(page).nth(0)).toHaveAttribute("aria-posinset", "1");
});

test("a link opens the story that it names; one that is not here says so", async ({ page, watch }) => {
  watch.allow(refusal);
  await open(page);
  const row = rows(page).nth(3);
  const title = await row.getByRole("heading").locator("bdi").textContent();
  const id = await row.getAttribute("data-story");
  await page.goto(`/news?story=${id}`);
  await expect(body(page)).toBeVisible();
  // One far down the list is in sight too.
  const far = await rows(page).nth(25).getAttribute("data-story");
  await page.goto(`/news?story=${far}`);
  await expect(page.locator(`[data-story="${far}"]`).getByRole("heading").first()).toBeInViewport();
  await page.goto(`/news?q=zxqvbn&story=${id}`);
  await expect(page.getByRole("article").getByRole("heading", { name: title ?? "" })).toBeVisible();
  await expect(body(page)).toBeVisible();
  // It has the keys of any story, with nothing listed too.
  await expect(page.getByTestId("empty")).toBeVisible();
  await page.getByRole("article").focus();
  await page.keyboard.press("Enter");
  await expect(body(page)).toBeHidden();
  await expect(page).toHaveURL("/news?q=zxqvbn");
  await expect(search(page)).toBeFocused();
  await page.goBack();
  await expect(body(page)).toBeVisible();
  await page.getByRole("article").focus();
  await page.keyboard.press("Escape");
  await expect(body(page)).toBeHidden();
  await page.goto("/news?story=ffffffffffffffffffffffff");
  await expect(page.getByText("The story of this link is not here")).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page).toHaveURL("/news");
});

test("the mood strip is read by keys, narrows the stories, and stands as a table too", async ({ page }) => {
  await open(page);
  const strip = page.getByTestId("mood-strip");
  await expect(strip).toBeVisible();
  await strip.focus();
  await page.keyboard.press("End");
  const spoken = page.locator('main [aria-live="polite"]').first();
  await expect(spoken).toHaveText(/^\d+ \w+ 20\d\d, \d\d:\d\d to \d\d:\d\d: (no story|\d+ bullish, .*unclear)$/);
  for (let step = 0; step < 48 && /no story/.test((await spoken.textContent()) ?? ""); step += 1)
    await page.keyboard.press("ArrowLeft");
  const slots = await strip.getAttribute("data-slots");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/news\?from=20\d\d-\d\d-\d\dT\d\d:00:00Z&to=20\d\d-\d\d-\d\dT\d\d:00:00Z&by=\d+h$/);
  await expect(count(page)).toHaveText(/^\d{1,2} sample stor/);
  // What lies around stays in view.
  await expect(strip).toHaveAttribute("data-slots", slots ?? "");
  await page.getByRole("button", { name: "Show all times" }).click();
  await expect(page).toHaveURL("/news");
  await page.getByRole("button", { name: "Bars of 1 day" }).click();
  await expect(page.getByTestId("mood-summary")).toHaveText(/days/);
  await page.getByText("As a table").click();
  const table = page.getByRole("table", { name: /Stories by verdict/ });
  await expect(table.getByRole("row").nth(1)).toBeVisible();
  await table.getByRole("button").first().click();
  await expect(page).toHaveURL(/from=20\d\d-\d\d-\d\d&to=20\d\d-\d\d-\d\d&by=1d/);
});

test("files: a table, the answer itself, a feed", async ({ page, request }) => {
  await open(page, "?label=bullish");
  const save = async (name: string): Promise<string> => {
    const coming = page.waitForEvent("download");
    await page
      .getByRole("link", { name: `Download as ${name}` })
      .filter({ visible: true })
      .click();
    return (await readFile(await (await coming).path())).toString("utf8");
  };
  const [head = "", ...lines] = (await save("CSV")).trim().split(/\r?\n/);
  expect(head).toContain("title");
  expect(lines.length).toBeGreaterThan(2);
  const answer = JSON.parse(await save("JSON"));
  expect(new Set(answer.items.map((item: { sentiment: { label: string } }) => item.sentiment.label))).toEqual(
    new Set(["bullish"]),
  );
  const feed = await page
    .getByRole("link", { name: /^Feed of these stories/ })
    .filter({ visible: true })
    .getAttribute("href");
  const rss = await request.get(feed ?? "");
  expect(rss.headers()["content-type"]).toContain("application/rss+xml");
  expect(await rss.text()).toContain("<rss");
});
