import { readFile } from "node:fs/promises";
import type { Page, Route } from "@playwright/test";
import { holdWeights, WEIGHTS } from "./browser-screen";
import { lowTargets } from "./layout";
import { expect, expectNoAxeFaults, expectNoSidewaysScroll, refusal, test } from "./screen";

const OWN = "barometer_sentiment";
const KEPT = "barometer:device-run";
/** Both readers, on a machine that does other things too. */
const LONG = { timeout: 60_000 };

const region = (page: Page) => page.getByRole("region", { name: /size, latency/i });
const measure = (page: Page) => region(page).getByRole("button", { name: "Measure on this device" });
const cancel = (page: Page) => region(page).getByRole("button", { name: "Cancel" });
const row = (page: Page, key: string) => region(page).locator(`[data-candidate="${key}"]`);
const said = (page: Page, key: string) => row(page, key).locator("[data-said]");
const mark = (page: Page, key: string) => region(page).locator(`[data-mark="device:${key}"]`);
const tick = (page: Page, key: string) => row(page, key).getByRole("checkbox");

async function open(page: Page): Promise<void> {
  await page.goto("/dashboard");
  await expect(measure(page)).toBeEnabled();
}

/** The lexical reader alone: a second, and nothing is fetched. */
async function measureLexical(page: Page): Promise<void> {
  await tick(page, OWN).uncheck();
  await measure(page).click();
  await expect(said(page, "lexical")).toContainText("texts/s", LONG);
  await expect(measure(page)).toBeEnabled();
}

async function download(page: Page, format: "CSV" | "JSON") {
  const coming = page.waitForEvent("download");
  await region(page)
    .getByRole("button", { name: `Download what was measured as ${format}` })
    .click();
  const file = await coming;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

test("a click measures the lexical reader and the own model: progress, plausible numbers, points, kept until removed", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const asked: string[] = [];
  const sent: string[] = [];
  page.on("request", (request) => {
    asked.push(new URL(request.url()).pathname);
    if (request.method() !== "GET") sent.push(request.url());
  });
  // Slow enough to be seen.
  await page.route(WEIGHTS, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  await open(page);
  await expect(region(page)).toContainText("Nothing is sent anywhere");
  await expect(measure(page)).toHaveAccessibleDescription(/^Fetches 6\.9 MB\./);
  expect(asked.filter((path) => /^\/(models\/.*-v1|ort)\//.test(path))).toEqual([]);

  await measure(page).click();
  await expect(said(page, OWN)).toContainText(/fetching \d+%/, LONG);
  await expect(row(page, OWN).getByRole("progressbar")).toBeVisible();
  await expect(said(page, OWN)).toContainText(/reading \d+ of 60/, LONG);
  await expect(said(page, OWN)).toContainText(/median .* · p95 .* · \d+ texts\/s/, LONG);
  await expect(said(page, OWN)).toContainText(/fetched .* · opened .* · golden sentences 3 of 3/);
  await expect(said(page, "lexical")).toContainText("golden sentences 3 of 3");
  await expect(mark(page, "lexical")).toHaveCount(1);
  await expect(mark(page, OWN)).toHaveCount(1);
  await expect(region(page).getByTestId("model-plot")).toHaveAccessibleDescription(/have a place: .* on this device/);
  await expect(region(page).getByTestId("device-facts")).toContainText(/Chrom.*WebAssembly with SIMD/);

  const { results } = JSON.parse((await download(page, "JSON")).text);
  for (const { key, p50_ms, p95_ms, batch_texts_per_s, golden_right } of results) {
    console.log(`${key}: p50 ${p50_ms} ms, p95 ${p95_ms} ms, ${batch_texts_per_s} texts/s`);
    expect([key, p50_ms > 0, p50_ms < 1_000, p95_ms >= p50_ms, batch_texts_per_s > 0, golden_right]).toEqual([
      key,
      true,
      true,
      true,
      true,
      3,
    ]);
  }
  expect(sent).toEqual([]);

  // It is on this device now, and so are the results.
  await expect(measure(page)).toHaveAccessibleDescription("Fetches nothing.");
  await page.reload();
  await expect(mark(page, OWN)).toHaveCount(1);
  await expect(said(page, OWN)).toContainText("texts/s");
  await region(page).getByRole("button", { name: "Remove the results" }).click();
  await expect(mark(page, OWN)).toHaveCount(0);
  expect(await page.evaluate((key) => localStorage.getItem(key), KEPT)).toBeNull();
  await region(page)
    .getByRole("button", { name: /^Remove Barometer/ })
    .click();
  await expect(measure(page)).toHaveAccessibleDescription(/^Fetches 6\.9 MB\./);
});

test("CSV and JSON say the same, with units and the day", async ({ page }) => {
  await open(page);
  await expect(region(page).getByRole("button", { name: /as CSV/ })).toBeDisabled();
  await measureLexical(page);
  const csv = await download(page, "CSV");
  const json = await download(page, "JSON");
  const day = new Date().toISOString().slice(0, 10);
  expect([csv.name, json.name]).toEqual([`barometer-device-${day}.csv`, `barometer-device-${day}.json`]);
  const [result] = JSON.parse(json.text).results;
  const [head = "", line = "", end] = csv.text.split("\r\n");
  expect(end).toBe("");
  expect(head.split(",")).toEqual(Object.keys(result));
  expect(head).toContain("p50_ms,p95_ms,batch_texts,batch_texts_per_s");
  expect(line).toContain(`${result.p50_ms},${result.p95_ms},32,`);
});

test("cancel breaks a download off, leaves nothing of it, and keeps what was measured before", async ({
  page,
  watch,
}) => {
  watch.allow(/aborted|Failed to/i);
  const go = await holdWeights(page);
  await open(page);
  await measure(page).click();
  await expect(said(page, OWN)).toContainText("fetching", LONG);
  await cancel(page).click();
  await expect(measure(page)).toBeEnabled();
  await expect(said(page, OWN)).toHaveText("cancelled");
  await expect(said(page, "lexical")).toContainText("texts/s");
  go();
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open("barometer-models-v1")).keys()).length))
    .toBe(0);
});

test("cancel ends a model that is reading", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page);
  await tick(page, "lexical").uncheck();
  await measure(page).click();
  await expect(said(page, OWN)).toContainText(/warming|reading/, LONG);
  await cancel(page).click();
  await expect(said(page, OWN)).toHaveText("cancelled");
  await expect(measure(page)).toHaveAccessibleDescription("Fetches nothing.");
  expect(await page.evaluate((key) => localStorage.getItem(key), KEPT)).toBeNull();
});

test("one that fails says why at its row, and the others go on", async ({ page, watch }) => {
  watch.allow(refusal);
  watch.allow(/asked https:\/\/huggingface\.co|ERR_|Failed to/);
  await page.route("https://huggingface.co/**", (route: Route) => route.abort("internetdisconnected"));
  await page.route(WEIGHTS, (route) => route.fulfill({ status: 404, body: "" }));
  await open(page);
  await tick(page, "browser_sst2").check();
  await expect(measure(page)).toHaveAccessibleDescription(/of it from huggingface\.co/);
  await measure(page).click();
  await expect(said(page, OWN)).toHaveText("failed: onnx/model_quantized.onnx is not there (status 404)", LONG);
  await expect(said(page, "browser_sst2")).toHaveText(/^failed: .* could not be fetched$/, LONG);
  await expect(said(page, "lexical")).toContainText("texts/s");
  await expect(mark(page, "lexical")).toHaveCount(1);
  await expect(measure(page)).toBeEnabled();
});

test("a hidden tab is not measured: the series begins again when it is seen", async ({ page }) => {
  test.setTimeout(90_000);
  const show = (visible: boolean) =>
    page.evaluate((seen) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => !seen });
      document.dispatchEvent(new Event("visibilitychange"));
    }, visible);
  await open(page);
  await tick(page, "lexical").uncheck();
  await measure(page).click();
  await expect(said(page, OWN)).toContainText(/reading \d+ of 60/, LONG);
  await show(false);
  await expect(said(page, OWN)).toHaveText("waits until this tab can be seen", LONG);
  await page.waitForTimeout(500);
  await expect(said(page, OWN)).toHaveText("waits until this tab can be seen");
  await show(true);
  await expect(said(page, OWN)).toContainText("texts/s", LONG);
});

test("by keyboard: start, cancel and start again with the focus where it was", async ({ page }) => {
  await open(page);
  await tick(page, OWN).focus();
  await page.keyboard.press("Space");
  await expect(tick(page, OWN)).not.toBeChecked();
  await page.keyboard.press("Space");
  await measure(page).focus();
  await page.keyboard.press("Enter");
  await expect(cancel(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(measure(page)).toBeFocused();
  await expect(region(page).getByRole("status")).toContainText("cancelled");
  await tick(page, OWN).uncheck();
  await measure(page).focus();
  await page.keyboard.press("Enter");
  await expect(said(page, "lexical")).toContainText("texts/s", LONG);
  await expect(region(page).getByRole("status")).toHaveText("Lexical reader: measured.");
});

test("who has no place in the plot is listed with the reason, and stands in the table", async ({ page }) => {
  await open(page);
  await expect(region(page).getByTestId("absent")).toContainText(
    /no labelled text has been read through it: .*FinBERT/,
  );
  await region(page).getByText("As a table").click();
  const table = region(page).getByRole("table", { name: /size, latency and quality/i });
  await expect(table.getByRole("row", { name: /FinBERT/ })).toContainText("Hugging Face API");
  await expect(table.getByRole("columnheader")).toHaveText(["Model", "Where", "Size", "Median", "p95", "Macro-F1"]);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test(`${colorScheme}, ${width} px: axe is content, nothing scrolls sideways, before and after`, async ({
      page,
    }) => {
      // Two looks by axe at a page of many parts.
      test.setTimeout(90_000);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await open(page);
      await expectNoAxeFaults(page);
      await expectNoSidewaysScroll(page);
      await measureLexical(page);
      await expect(mark(page, "lexical")).toHaveCount(1);
      await region(page).getByText("As a table").click();
      await expectNoAxeFaults(page);
      await expectNoSidewaysScroll(page);
      if (width === 360) {
        const low = await lowTargets(
          page,
          "section:has([data-candidate]) button:visible, section:has([data-candidate]) a:visible",
        );
        expect(low).toEqual([]);
      }
    });
  }
}
