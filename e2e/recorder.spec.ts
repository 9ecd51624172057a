import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { analyse, expect, expectNoAxeFaults, expectNoSidewaysScroll, field, fromServer, test } from "./screen";

const run = promisify(execFile);
const GOOD = 'Ether jumps 8% as spot funds take in record inflows: it\'s "up" $(date)';

const chip = (page: Page) => page.getByRole("region", { name: "Recorder" });
const script = (page: Page) => page.getByRole("dialog").getByTestId("recorded");
const sheet = (page: Page) => page.getByRole("dialog", { name: "The calls that you made" });

/** By the links of the page: what is recorded must outlive the way from one to the next. */
const walk = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name, exact: true }).click();

async function record(page: Page, query = ""): Promise<void> {
  await page.goto(`/use-via-api${query}`);
  await page.getByRole("checkbox", { name: /^Record calls/ }).check();
  await expect(chip(page)).toContainText("Recording · 0 calls");
}

async function analyseText(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await analyse(page).click();
  await fromServer(page);
}

test("what is done on the pages comes out as one script, which runs as it is and says the same", async ({ page }) => {
  test.setTimeout(120_000);
  await record(page);
  await walk(page, "Sentiment");
  await analyseText(page, GOOD);
  const answer: unknown = JSON.parse((await page.locator("details pre").first().textContent()) ?? "");
  await walk(page, "Prices");
  await page.getByRole("button", { name: /^Coin: BTC/ }).click();
  await page.getByRole("combobox", { name: "Coin or symbol" }).fill("eth");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Last price of ETH" })).toBeVisible();
  await walk(page, "News");
  const news = page.waitForResponse((response) => response.url().includes("label=bearish"), { timeout: 30_000 });
  await page
    .getByRole("button", { name: /^Bearish/ })
    .first()
    .click();
  await expect(page).toHaveURL("/news?label=bearish");
  await news;
  await expect(chip(page)).toContainText(/Recording · ([3-9]|\d\d) calls/, { timeout: 20_000 });
  await page.reload();
  await expect(chip(page)).toContainText(/Recording · ([3-9]|\d\d) calls/);
  await chip(page).getByRole("button", { name: "Stop recording" }).click();
  await expect(sheet(page)).toBeVisible();
  await expect(chip(page)).toHaveCount(0);
  await expect(script(page)).toContainText("from gradio_client import Client");
  const label = typeof answer === "object" && answer !== null && "label" in answer ? String(answer.label) : "";
  expect(label).not.toBe("");

  const codeIn = async (language: string) => {
    await sheet(page).getByRole("button", { name: language, exact: true }).click();
    return (await script(page).textContent()) ?? "";
  };
  const javascript = await codeIn("JavaScript");
  expect(javascript.match(/Client\.connect\(/g)).toHaveLength(1);
  for (const name of ["/sentiment", "/prices_quick", "/news"]) expect(javascript).toContain(`predict("${name}"`);
  expect(javascript).not.toMatch(/predict\("\/(?:health|models|datasets|overview|info|stats)"/);
  const node = await run(process.execPath, ["--input-type=module", "--eval", javascript], { timeout: 30_000 });
  expect(node.stdout).toMatch(new RegExp(`"label": "${label}"`));
  expect(node.stdout).toContain('"symbol": "ETH"');
  const shell = await run("sh", ["-c", await codeIn("cURL")], { timeout: 30_000, maxBuffer: 50_000_000 });
  expect(shell.stdout).toContain(`"label":"${label}"`);
  expect(shell.stdout).toContain('"symbol":"ETH"');
});

test("off, nothing is recorded; what this browser reads itself is no call; the same call counts once", async ({
  page,
}) => {
  await page.goto("/");
  await analyseText(page, GOOD);
  await record(page);
  await walk(page, "Sentiment");
  await analyseText(page, "Bridge drained of $190M");
  await expect(chip(page)).toContainText("1 call");
  await analyse(page).click();
  await fromServer(page);
  await page.getByText("Run in my browser").click();
  await page.getByRole("button", { name: "Not now" }).click();
  await analyse(page).click();
  await expect(page.locator('[data-source="browser"]')).toBeVisible();
  await expect(chip(page)).toContainText("Recording · 1 call");
});

test("cleared, and undone", async ({ page }) => {
  await record(page);
  await walk(page, "Sentiment");
  await analyseText(page, GOOD);
  await expect(chip(page)).toContainText("1 call");
  await walk(page, "API");
  const here = page.getByRole("main").getByTestId("recorded");
  await expect(here).toContainText("client.predict(");
  await page.getByRole("main").getByRole("button", { name: "Clear", exact: true }).click();
  await expect(here).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(here).toContainText("client.predict(");
  await page.getByRole("checkbox", { name: /^Record calls/ }).uncheck();
  await expect(chip(page)).toHaveCount(0);
  await expect(here).toContainText("client.predict(");
});

test("in the sheet: what is tried there is recorded; cleared and undone, by keyboard; then the keyboard is at the link", async ({
  page,
}) => {
  await page.goto("/?view=api");
  const open = page.getByRole("dialog", { name: "Use via API or MCP" });
  const box = open.getByRole("checkbox", { name: /^Record calls/ });
  await box.check();
  await open.getByRole("button", { name: "Run", exact: true }).click();
  const here = open.getByTestId("recorded");
  await expect(here).toContainText('api_name="/sentiment"');
  await open.getByRole("button", { name: "Clear", exact: true }).press("Enter");
  await expect(here).toHaveCount(0);
  await expect(box).toBeFocused();
  await page.keyboard.press("F8");
  await expect(open.getByRole("button", { name: "Undo" })).toBeFocused();
  await expectNoAxeFaults(page);
  await page.keyboard.press("Enter");
  await expect(here).toContainText('api_name="/sentiment"');
  await open.getByRole("button", { name: "Clear", exact: true }).click();
  await open.getByRole("button", { name: "Undo" }).click();
  await expect(here).toContainText('api_name="/sentiment"');
  await page.keyboard.press("Escape");
  await expect(open).toBeHidden();
  await expect(page.getByRole("link", { name: "Use via API or MCP" })).toBeFocused();
  await expect(chip(page).getByRole("status")).toHaveText("Recording · 1 call");
});

test("with a file among the calls the script is written in the languages of REST, and says why", async ({ page }) => {
  await record(page, "?function=news");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const here = page.getByRole("main").getByTestId("recorded");
  await expect(here).toContainText("from gradio_client import Client");
  await page.getByLabel("format", { exact: true }).selectOption("rss");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(here).toContainText("format=rss");
  await expect(here).not.toContainText("gradio_client");
  const frame = page.getByRole("figure").filter({ has: page.getByTestId("recorded") });
  await expect(frame.getByRole("group", { name: "Language" }).getByRole("button")).toHaveText([
    "cURL",
    "fetch",
    "Python (REST)",
  ]);
  await expect(frame).toContainText("A file is given by REST; Gradio's clients get JSON. 2 calls");
});

test("the dialog of the calls: cleared and undone in it, and the keyboard has a place in it and after it", async ({
  page,
}) => {
  await record(page);
  await walk(page, "Sentiment");
  await analyseText(page, GOOD);
  await expect(chip(page)).toContainText("1 call");
  await chip(page).getByRole("button", { name: "Stop recording" }).click();
  await sheet(page).getByRole("button", { name: "Clear", exact: true }).click();
  await expect(sheet(page).getByRole("button", { name: "Close", exact: true })).toBeFocused();
  await sheet(page).getByRole("button", { name: "Undo" }).click();
  await expect(script(page)).toContainText("client.predict(");
  await page.keyboard.press("Escape");
  await expect(sheet(page)).toBeHidden();
  await expect(page.getByRole("link", { name: "Use via API or MCP" })).toBeFocused();
});

for (const width of [360, 1280]) {
  test(`at ${width} px, at its end, no line of the page lies below the chip`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await record(page);
    await walk(page, "Sentiment");
    await analyseText(page, GOOD);
    const under = async (): Promise<number> => {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      const last = await page.getByText("Not financial advice").boundingBox();
      const over = await chip(page).boundingBox();
      return (last?.y ?? 9e9) + (last?.height ?? 0) - (over?.y ?? 0);
    };
    // What comes later may make the page longer.
    await expect.poll(under).toBeLessThanOrEqual(0);
    await chip(page).getByRole("button", { name: "Stop recording" }).click();
    expect(await page.evaluate(() => document.body.style.paddingBlockEnd)).toBe("");
  });
}

for (const theme of ["light", "dark"]) {
  for (const width of [360, 1280]) {
    test(`${theme}, ${width} px: nothing wrong for axe, nothing wider than the page`, async ({ page }) => {
      test.setTimeout(60_000);
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: theme === "dark" ? "dark" : "light" });
      await record(page);
      await walk(page, "Sentiment");
      await analyseText(page, GOOD);
      await expect(chip(page)).toContainText("1 call");
      await expectNoAxeFaults(page);
      await chip(page).getByRole("button", { name: "Stop recording" }).click();
      await expect(script(page)).toBeVisible();
      await expectNoAxeFaults(page);
      await expectNoSidewaysScroll(page);
    });
  }
}
