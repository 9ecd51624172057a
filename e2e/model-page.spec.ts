import evaluation from "../models/barometer-sentiment/results/evaluation.json" with { type: "json" };
import { shiftOf, watchShift } from "./layout";
import { expect, expectNoAxeFaults, expectNoSidewaysScroll, test } from "./screen";

const PAGE = "/models/barometer-sentiment";
const columns = ["vader", "lexical", "v0-q8", "embedded-q8", "fusion-q8"] as const;
const figures = { "Macro-F1": "macro_f1", Accuracy: "accuracy", ECE: "ece" } as const;

test("the footer leads to it, and its title and address are its own", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Model card" }).click();
  await expect(page).toHaveURL(PAGE);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(evaluation.model.name);
  await expect(page).toHaveTitle("Model card · Barometer");
  await expect(page.getByText(evaluation.model.revision, { exact: true })).toBeVisible();
});

test("the table says what was measured, figure by figure", async ({ page }) => {
  await page.goto(PAGE);
  for (const [label, figure] of Object.entries(figures)) {
    await page.getByRole("radio", { name: label }).check();
    for (const [index, { set }] of evaluation.sets.entries()) {
      for (const name of columns) {
        const value = evaluation.engines.find(({ engine }) => engine === name)?.sets[index]?.[figure];
        const cell = page.locator(`[data-testid="figures"] [data-set="${set}"] [data-engine="${name}"]`);
        await expect(cell).toContainText(typeof value === "number" ? value.toFixed(3) : "–");
      }
    }
    const best = page.locator('[data-testid="figures"] [data-set="mean"] [data-best]').first();
    await expect(best).toContainText("(best)");
  }
});

test("the plot is drawn for each engine, by keyboard too, and the address keeps which", async ({ page }) => {
  await page.goto(PAGE);
  const plot = page.getByTestId("reliability");
  await expect(plot.locator("[data-dot]").first()).toBeVisible();
  expect(await plot.locator("[data-dot]").count()).toBeGreaterThan(5);
  const summary = page.getByTestId("reliability-summary");
  const fused = await summary.textContent();
  expect(fused).toMatch(/^[\d,]+ texts\. At its surest it says \d+% and is right in \d+%/);
  await expect(plot).toHaveAttribute("aria-label", `Reliability of Fusion. ${fused}`);

  await page.getByRole("radio", { name: "Fusion" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Network" })).toBeChecked();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Lexical" })).toBeChecked();
  await expect(summary).not.toHaveText(fused ?? "");
  await expect(page).toHaveURL(`${PAGE}?engine=lexical`);
  await page.reload();
  await expect(page.getByRole("radio", { name: "Lexical" })).toBeChecked();

  await page.getByText("As a table").click();
  const rows = page.getByRole("table", { name: "Reliability of Lexical" }).locator("tbody tr");
  expect(await rows.count()).toBeGreaterThanOrEqual(10);
});

test("the selector is reached with the tab key", async ({ page }) => {
  await page.goto(PAGE);
  const reached = page.getByRole("radio", { name: "Fusion" });
  for (let press = 0; press < 30; press += 1) {
    await page.keyboard.press("Tab");
    if (await reached.evaluate((node) => node === document.activeElement)) return;
  }
  throw new Error("thirty presses did not reach it");
});

test("the card's own text stands below, and its files can be had", async ({ page, request }) => {
  await page.goto(PAGE);
  for (const title of ["Limits", "Data and licences", "Rebuild"])
    await expect(page.getByRole("heading", { name: title, exact: true })).toBeVisible();
  const links = page.locator('main a[href^="/models/barometer-sentiment-v1/"]');
  expect(await links.count()).toBe(4);
  for (const href of await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""))) {
    expect((await request.get(href)).status(), href).toBe(200);
  }
});

for (const scheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test(`${scheme}, ${width} px: axe is content, nothing scrolls sideways or moves`, async ({ page }) => {
      await watchShift(page);
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(PAGE);
      await expect(page.getByTestId("reliability").locator("[data-dot]").first()).toBeVisible();
      await page.waitForTimeout(500);
      const { shift, what } = await shiftOf(page);
      expect(shift, what).toBeLessThan(0.02);
      await page.getByText("As a table").click();
      await expectNoAxeFaults(page);
      await expectNoSidewaysScroll(page);
    });
  }
}

test("charts are loaded on this page only", async ({ page }) => {
  await page.goto("/", { waitUntil: "networkidle" });
  const scripts = await page.evaluate(async () => {
    const names = performance.getEntriesByType("resource").map(({ name }) => name);
    const sources = names.filter((name) => name.endsWith(".js"));
    return Promise.all(sources.map(async (name) => (await fetch(name)).text()));
  });
  expect(scripts.length).toBeGreaterThan(3);
  expect(scripts.some((source) => source.includes("recharts-"))).toBe(false);
});
