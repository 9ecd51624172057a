import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectHighTargets, expectStill, looks } from "./looks";
import { expect, expectNoAxeFaults, expectNoSidewaysScroll, refusal, test } from "./screen";

const chart = (page: Page) => page.getByTestId("candle-chart");
const legend = (page: Page) => page.getByTestId("legend");
const coin = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(`^Coin: ${name}`) });
const spoken = (page: Page) => page.locator('main [aria-live="polite"]').first();

async function open(page: Page, query = ""): Promise<void> {
  await page.goto(`/prices${query}`);
  await expect(page.locator("[data-candles]")).toBeVisible();
}

test("a tab leads to it; price, source, age and a sentence are there, and sample data says so", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Prices" }).click();
  await expect(page).toHaveTitle("BTC · Prices · Barometer");
  await expect(page.locator("[data-candles]")).toBeVisible();
  await expect(page.getByTestId("last-price")).toHaveText(/^\$[\d,]+\.\d+$/);
  await expect(page.getByTestId("provenance")).toContainText("sample data");
  await expect(page.getByTestId("provenance")).toContainText(/last candle (just now|\d+ (min|h|d) ago)/);
  await expect(page.getByTestId("summary")).toContainText(/^Over \w+ days BTC (rose|fell|ended)/);
  await expect(page.getByRole("banner").getByTestId("sample-chip")).toBeVisible();
  await page.getByRole("link", { name: "Sentiment" }).click();
  await expect(page.getByRole("banner").getByTestId("sample-chip")).toBeHidden();
});

test("without a script the page says what can be had instead", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto("/prices?coin=ETH");
  await expect(page.getByRole("link", { name: "prices of ETH" })).toBeVisible();
  await context.close();
});

test("a coin is found by typing, and the address follows it back and forth", async ({ page }) => {
  await open(page);
  await coin(page, "BTC").click();
  const field = page.getByRole("combobox", { name: "Coin or symbol" });
  await expect(field).toBeFocused();
  await field.fill("ether");
  await expect(page.getByRole("option").first()).toHaveText(/ETH/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/prices?coin=ETH");
  await expect(page).toHaveTitle("ETH · Prices · Barometer");
  await expect(page.getByTestId("summary")).toContainText("ETH");
  await page.getByRole("button", { name: "One year" }).click();
  await page.getByRole("button", { name: "MACD" }).click();
  await expect(page).toHaveURL("/prices?coin=ETH&range=1y&lines=rsi,macd");
  await expect(legend(page)).toContainText("signal");
  await page.goBack();
  await expect(page.getByRole("button", { name: "MACD" })).toHaveAttribute("aria-pressed", "false");
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL("/prices");
  await expect(coin(page, "BTC")).toBeVisible();
  await page.goForward();
  await expect(coin(page, "ETH")).toBeVisible();
});

test("a link opens what it names", async ({ page }) => {
  await open(page, "?coin=sol&range=30d&timeframe=4h&lines=bollinger,vwap,atr&log=1&zone=local");
  await expect(coin(page, "SOL")).toBeVisible();
  for (const name of ["30 days", "Candles of 4 hours", "Bollinger", "Logarithmic scale"]) {
    await expect(page.getByRole("button", { name, exact: true })).toHaveAttribute("aria-pressed", "true");
  }
  await expect(page.getByRole("button", { name: "Times in UTC" })).toHaveAttribute("aria-pressed", "false");
  await expect(page.getByRole("button", { name: "More indicators, 2 on" })).toBeVisible();
  await expect(legend(page)).toContainText("VWAP");
});

test("by keyboard: arrows read candle by candle, Home loads none but goes to the first, Escape lets go", async ({
  page,
}) => {
  await open(page);
  const last = await legend(page).textContent();
  await chart(page).focus();
  await page.keyboard.press("ArrowRight");
  await expect(spoken(page)).toHaveText(/^\d{4}-\d\d-\d\d: close [\d,.]+, (up|down) .*RSI 14 [\d.]+$/);
  await page.keyboard.press("ArrowLeft");
  await expect(legend(page)).not.toHaveText(last ?? "");
  const before = await spoken(page).textContent();
  await page.keyboard.press("ArrowLeft");
  await expect(spoken(page)).not.toHaveText(before ?? "");
  await page.keyboard.press("+");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("End");
  await expect(legend(page)).toHaveText(last ?? "");
  await page.keyboard.press("Home");
  await expect(legend(page)).not.toHaveText(last ?? "");
  await page.keyboard.press("Escape");
  await expect(legend(page)).toHaveText(last ?? "");
  await expect(spoken(page)).toHaveText("");
});

test("the mouse reads the candle under it, and a drag brings older ones", async ({ page }) => {
  await open(page);
  const before = Number(await page.locator("[data-candles]").getAttribute("data-candles"));
  const last = await legend(page).textContent();
  const box = await chart(page).boundingBox();
  if (!box) throw new Error("There is no chart.");
  await page.mouse.move(box.x + box.width * 0.4, box.y + 80);
  await expect(legend(page)).not.toHaveText(last ?? "");
  const loaded = async () => Number(await page.locator("[data-candles]").getAttribute("data-candles"));
  for (let drag = 0; drag < 30 && (await loaded()) === before; drag += 1) {
    await page.mouse.move(box.x + 60, box.y + 80);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.85, box.y + 80, { steps: 6 });
    await page.mouse.up();
  }
  await expect.poll(loaded).toBeGreaterThan(before);
});

test("everything of an hour comes in pages, and the sums wait for all of it", async ({ page }) => {
  await open(page, "?timeframe=1h&range=all");
  await expect(page.getByTestId("summary")).toContainText(/^Over \d+ days BTC/);
  // It stands there once they are drawn.
  const drawn = async () => Number(await page.locator("[data-candles]").getAttribute("data-candles"));
  await expect.poll(drawn).toBeGreaterThan(8_000);
});

test("several coins: lines from 100, a map of correlation, and both as numbers", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Compare with another coin" }).click();
  await page.getByRole("combobox", { name: "Coin to compare" }).fill("eth");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/prices?with=ETH");
  await page.getByRole("button", { name: "Compare with another coin" }).click();
  await page.getByRole("combobox", { name: "Coin to compare" }).fill("sol");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("compared").getByRole("listitem")).toHaveCount(3);
  await expect(page.getByTestId("comparison").locator(".recharts-line-curve")).toHaveCount(3);
  await expect(page.getByTestId("summary")).toContainText(/BTC (rose|fell).*ETH (rose|fell).*SOL (rose|fell)/);
  const cells = page.getByTestId("correlation").locator("td");
  await expect(cells).toHaveCount(1 + 9);
  await expect(cells.nth(1)).toHaveText("1.00");
  await expect(page.getByRole("button", { name: "MACD" })).toHaveAttribute("aria-disabled", "true");
  await page.getByText("As a table").click();
  expect(
    await page
      .getByRole("table", { name: /Compared coins/ })
      .locator("tbody tr")
      .count(),
  ).toBeGreaterThan(80);
  await expectNoAxeFaults(page);
  await page.getByRole("button", { name: "Remove ETH" }).click();
  await page.getByRole("button", { name: "Remove SOL" }).click();
  await expect(page.locator("[data-candles]")).toBeVisible();
});

test("a coin that nobody has: near ones are offered, and one press goes there", async ({ page, watch }) => {
  watch.allow(refusal);
  await page.goto("/prices?coin=etherum");
  await expect(page.getByText("No source has a coin “etherum”.")).toBeVisible();
  await expectNoAxeFaults(page);
  await page.getByRole("alert").locator("xpath=../..").getByRole("button", { name: "ETH", exact: true }).click();
  await expect(page).toHaveURL("/prices?coin=ETH");
  await expect(page.locator("[data-candles]")).toBeVisible();
});

test("a server that fails is named with its request id, what was drawn stays, and a retry asks again", async ({
  page,
  watch,
}) => {
  watch.allow(refusal);
  await open(page);
  let failing = true;
  await page.route("**/api/ai/data/prices/quick/**", (route) =>
    failing
      ? route.fulfill({
          status: 503,
          contentType: "application/problem+json",
          body: JSON.stringify({ code: "unavailable", detail: "The source is away.", request_id: "req-12345" }),
        })
      : route.continue(),
  );
  // A coin that nothing in the browser knows: it cannot answer in place of the server.
  await page.evaluate(() => history.pushState(null, "", "/prices?coin=PEPE"));
  await expect(page.getByRole("alert").filter({ hasText: "The source is away." })).toBeVisible();
  await expect(page.getByText("request req-12345")).toBeVisible();
  await expect(page.locator("[data-candles]")).toHaveCount(0);
  await expectNoAxeFaults(page);
  failing = false;
  await page.getByRole("button", { name: "Retry now" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The source is away." })).toBeHidden();
  await expect(page.getByText("No source has a coin “PEPE”.")).toBeVisible();
});

test("files: a picture, a table that can be read, the answer itself", async ({ page }) => {
  await open(page, "?coin=ETH&range=30d");
  const save = async (name: string): Promise<Buffer> => {
    const coming = page.waitForEvent("download");
    await page.getByLabel(`Download as ${name}`).click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/ETH.*\.(png|csv|json)$/);
    return readFile(await file.path());
  };
  const png = await save("PNG");
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  expect(png.readUInt32BE(16)).toBeGreaterThan(600);
  expect(png.length).toBeGreaterThan(10_000);
  const [head = "", ...rows] = (await save("CSV")).toString("utf8").trim().split(/\r?\n/);
  expect(head).toMatch(/^time,open,high,low,close,volume/);
  expect(rows).toHaveLength(30);
  expect(rows.every((row) => row.split(",").length === head.split(",").length)).toBe(true);
  const answer = JSON.parse((await save("JSON")).toString("utf8"));
  expect([answer.symbol, answer.candles.length, Object.keys(answer.indicators)]).toEqual(["ETH", 30, ["rsi_14"]]);
});

test("the table holds every candle, newest first, and only some rows are in the page", async ({ page }) => {
  await open(page);
  await page.getByText("As a table").click();
  const table = page.getByRole("table", { name: /^Candles of BTC/ });
  const loaded = Number(await page.locator("[data-candles]").getAttribute("data-candles"));
  await expect(table).toHaveAttribute("aria-rowcount", String(loaded + 1));
  expect(await table.getByRole("row").count()).toBeLessThan(60);
  const newest = (await legend(page).textContent())?.slice(0, 10) ?? "";
  await expect(table.getByRole("rowheader").first()).toHaveText(newest);
});

test("colours follow theme and settings while the chart is open", async ({ page, watch }) => {
  watch.allow(/willReadFrequently/);
  await open(page);
  // Of the first wicks: counted over the canvas, so that no single pixel decides.
  const seen = () =>
    page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="candle-chart"] canvas');
      const pixels = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      const counts: Record<string, number> = {};
      for (let at = 0; at < pixels.length; at += 4) {
        const key = `${pixels[at]},${pixels[at + 1]},${pixels[at + 2]}`;
        counts[key] = (counts[key] ?? 0) + 1;
      }
      return counts;
    });
  expect((await seen())["190,18,60"] ?? 0).toBeGreaterThan(200);
  // The same red, pale: bars of volume.
  expect((await seen())["235,183,196"] ?? 0).toBeGreaterThan(200);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(async () => (await seen())["251,113,133"] ?? 0).toBeGreaterThan(200);
  await page.emulateMedia({ colorScheme: "light" });
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("dialog", { name: "Settings" }).getByLabel("Blue and orange").check();
  await expect.poll(async () => (await seen())["154,74,0"] ?? 0).toBeGreaterThan(200);
  expect((await seen())["190,18,60"] ?? 0).toBe(0);
  expect((await seen())["235,183,196"] ?? 0).toBe(0);
});

for (const look of looks) {
  test(`${look.name}: axe is content, nothing scrolls sideways or moves`, async ({ page }) => {
    test.setTimeout(60_000);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await expectStill(page, look, async () => {
      await open(page, "?coin=ETH&lines=rsi,macd,bollinger");
      await page.waitForTimeout(800);
    });
    await page.getByText("As a table").click();
    await expectNoAxeFaults(page);
    await expectNoSidewaysScroll(page);
    await coin(page, "ETH").click();
    await expectNoAxeFaults(page);
    await page.keyboard.press("Escape");
    await expect(coin(page, "ETH")).toBeFocused();
    const pressed = "main button:visible, main select:visible, main a[download]:visible, header button:visible";
    await expectHighTargets(page, look, pressed);
  });
}

test("the first window is small on the wire, and charts come on this page only", async ({ page }) => {
  const sizes: { readonly path: string; readonly bytes: number }[] = [];
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Network.enable");
  const paths = new Map<string, string>();
  cdp.on("Network.responseReceived", ({ requestId, response }) => paths.set(requestId, new URL(response.url).pathname));
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const path = paths.get(requestId) ?? "";
    if (path.startsWith("/api/ai/data/prices/") || path === "/prices") sizes.push({ path, bytes: encodedDataLength });
  });
  await open(page);
  await page.getByRole("button", { name: "Candles of 1 hour" }).click();
  await expect(chart(page)).toHaveAttribute("aria-label", /^Candles of BTC, 1h/);
  for (const { path, bytes } of sizes) console.log(`${path}: ${(bytes / 1_000).toFixed(1)} kB on the wire`);
  const [whole] = sizes.filter(({ path }) => path === "/prices");
  const [first] = sizes.filter(({ path }) => path.startsWith("/api/"));
  expect(whole?.bytes).toBeLessThan(60_000);
  expect(first?.bytes).toBeLessThan(60_000);

  await page.goto("/", { waitUntil: "networkidle" });
  const scripts = await page.evaluate(async () => {
    const names = performance.getEntriesByType("resource").map(({ name }) => name);
    const sources = names.filter((name) => name.endsWith(".js"));
    return Promise.all(sources.map(async (name) => (await fetch(name)).text()));
  });
  expect(scripts.length).toBeGreaterThan(3);
  expect(scripts.some((source) => source.includes("lightweight-charts") || source.includes("recharts-"))).toBe(false);
});
