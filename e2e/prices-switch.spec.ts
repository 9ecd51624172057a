import type { Page } from "@playwright/test";
import { alive, expect, refusal, test } from "./screen";

const coin = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(`^Coin: ${name}`) });
const summary = (page: Page) => page.getByTestId("summary");
const priceOf = (page: Page, name: string) => page.getByRole("heading", { name: `Last price of ${name}` });

/** Answers whose address has this word wait until they are let go. */
async function hold(page: Page, word: string): Promise<() => void> {
  let free = () => {};
  const freed = new Promise<void>((resolve) => {
    free = resolve;
  });
  await page.route(
    (url) => url.pathname.includes("/prices/quick/") && url.href.includes(word),
    async (route) => {
      await freed;
      await route.continue();
    },
  );
  return free;
}

test("while another coin is on its way, the one before is not seen under its name", async ({ page }) => {
  await page.goto("/prices");
  await alive(coin(page, "BTC"));
  await expect(priceOf(page, "BTC")).toBeVisible();
  const free = await hold(page, "/ETH?");
  await coin(page, "BTC").click();
  await page.getByRole("combobox", { name: "Coin or symbol" }).fill("eth");
  await page.keyboard.press("Enter");
  await expect(coin(page, "ETH")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Loading ETH" })).toBeVisible();
  await expect(priceOf(page, "BTC")).toHaveCount(0);
  await expect(page.locator("[inert]").getByTestId("candle-chart")).toHaveCount(1);
  await expect(summary(page)).toHaveText("Loading ETH, 1d.");
  free();
  await expect(priceOf(page, "ETH")).toBeVisible();
});

test("while another range of compared coins is on its way, the sentence stays that of what is drawn", async ({
  page,
}) => {
  await page.goto("/prices?with=ETH");
  await expect(summary(page)).toHaveText(/^Since [\d-]{10}, where each opens at 100, BTC .*%, ETH .*%\.$/);
  const before = (await summary(page).textContent()) ?? "";
  const free = await hold(page, "days=365");
  await page.getByRole("button", { name: "One year" }).click();
  await expect(page).toHaveURL("/prices?with=ETH&range=1y");
  await expect(page.getByTestId("comparison")).toHaveAttribute("aria-busy", "true");
  await expect(summary(page)).toHaveText(before);
  free();
  await expect(page.getByTestId("comparison")).toHaveAttribute("aria-busy", "false");
  await expect(summary(page)).not.toHaveText(before);
});

test("a coin by another name is not compared with itself", async ({ page }) => {
  await page.goto("/prices?with=bitcoin,ETH");
  await expect(page.getByTestId("compared").getByRole("listitem")).toHaveCount(2);
  await expect(page.getByRole("alert").filter({ hasText: "bitcoin: this is BTC" })).toBeVisible();
});

test("after a coin that could not be had, the one before can be chosen again", async ({ page, watch }) => {
  watch.allow(refusal);
  await page.goto("/prices");
  await expect(page.locator("[data-candles]")).toBeVisible();
  await page.route("**/prices/quick/PEPE?**", (route) => route.fulfill({ status: 503, body: "out" }));
  await page.evaluate(() => history.pushState(null, "", "/prices?coin=PEPE"));
  await expect(page.getByRole("button", { name: "Retry now" })).toBeVisible();
  await expect(priceOf(page, "BTC")).toHaveCount(0);
  await coin(page, "PEPE").click();
  await page.getByRole("combobox", { name: "Coin or symbol" }).fill("btc");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/prices");
  await expect(priceOf(page, "BTC")).toBeVisible();
});

test.describe("a reader far from the server", () => {
  test.use({ timezoneId: "Asia/Kathmandu" });

  test("reads the own clock, in a page that the server made on another", async ({ page, baseURL }) => {
    const { to } = await (await fetch(`${baseURL}/api/ai/data/prices/quick/BTC?timeframe=4h`)).json();
    const there = new Date(Date.parse(to) + 5.75 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
    await page.goto("/prices?timeframe=4h&zone=local");
    await expect(page.getByTestId("legend")).toContainText(there);
    await expect(page.getByRole("button", { name: "Times in UTC" })).toHaveAttribute("aria-pressed", "false");
  });

  test("is told the age by the own clock, whatever an older page said", async ({ page }) => {
    await page.clock.setFixedTime(Date.now() + 9 * 86_400_000);
    await page.goto("/prices");
    await expect(page.getByTestId("provenance")).toContainText(/last candle (9|10) d ago/);
  });
});

test("a link with more coins than can be told apart is cut, and so is its address", async ({ page }) => {
  await page.goto("/prices?with=ETH,SOL,eth,ADA,XRP,DOGE,LTC,DOT&range=30d");
  await expect(page).toHaveURL("/prices?with=ETH,SOL,ADA,XRP,DOGE&range=30d");
  await expect(page.getByRole("list", { name: "Compared coins" }).getByRole("listitem")).toHaveCount(5);
});

test("a server that comes back is heard without a press, and the page says when", async ({ page, watch }) => {
  watch.allow(refusal);
  await page.clock.install();
  await page.goto("/prices");
  await alive(coin(page, "BTC"));
  await expect(priceOf(page, "BTC")).toBeVisible();
  await page.route("**/prices/quick/**", (route) => route.fulfill({ status: 503, body: "out" }));
  await page.getByRole("button", { name: "Candles of 1 hour" }).click();
  await expect(page.getByTestId("degraded")).toContainText("server: ");
  await expect(page.getByTestId("retry-in")).toHaveText(/^Next try in \d+ s\.$/);
  await page.unroute("**/prices/quick/**");
  await page.clock.runFor(60_000);
  await expect(page.getByTestId("degraded")).toHaveCount(0);
});

test("where another coin is not known, the one that is stays drawn", async ({ page, watch }) => {
  watch.allow(refusal);
  await page.goto("/prices?with=NOPE");
  await expect(page.getByText("NOPE is not known here.")).toBeVisible();
  await expect(page.getByTestId("comparison").locator(".recharts-line-curve")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Retry now" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Download BTC alone as CSV" })).toBeVisible();
});

test("sums of compared coins have the base of the lines, for everything too", async ({ page }) => {
  for (const range of ["90d", "all"]) {
    await page.goto(`/prices?with=ETH&range=${range}`);
    const line = page.getByTestId("compared").getByRole("listitem").first();
    await expect(line).toContainText("%");
    const change = /[\d.,]+%/.exec((await line.textContent()) ?? "")?.[0] ?? "none";
    await expect(page.getByTestId("range-sums").getByRole("definition").first()).toContainText(change);
    await expect(page.getByTestId("range-sums")).not.toContainText("–");
  }
});

test("an indicator that comes before the candles of a longer range leaves the chart whole", async ({ page }) => {
  await page.goto("/prices");
  const chart = page.locator("[data-candles]");
  await expect(chart).toBeVisible();
  const few = Number(await chart.getAttribute("data-candles"));
  // What the library throws is heard as an error of the page.
  for (const [range, name] of [
    ["One year", "MACD"],
    ["Everything", "Bollinger"],
  ] as const) {
    const free = await hold(page, "/BTC?");
    await page.getByRole("button", { name: range }).click();
    await page.getByRole("button", { name }).click();
    await expect(page.getByRole("button", { name })).toHaveAttribute("aria-pressed", "true");
    await page.waitForTimeout(300);
    free();
    await page.unrouteAll({ behavior: "wait" });
    await expect.poll(async () => Number(await chart.getAttribute("data-candles"))).toBeGreaterThan(few);
    await page.waitForTimeout(300);
  }
});
