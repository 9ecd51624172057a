import type { Page } from "@playwright/test";
import { engineLine, hasState, modelLine, readHere, readVerdict, runHere } from "./browser-screen";
import { test } from "./remote-screen";
import { expect, expectNoAxeFaults, verdict } from "./screen";
import { serveHub } from "./serve-hub";

const engine = (page: Page) => page.getByLabel("Engine");
const consent = (page: Page) => page.getByRole("dialog", { name: "Load FinBERT into this browser?" });

test.beforeEach(async ({ page, double, watch }) => {
  await serveHub(page, double, watch);
});

test("a larger model of the Hub is offered with its size, asked for, checked, and reads uncalibrated", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/");
  await runHere(page).check();
  await page.getByRole("button", { name: "Not now" }).click();
  await expect(engine(page).locator("option", { hasText: "FinBERT, 111 MB" })).toBeAttached();
  await engine(page).selectOption("browser_finbert");
  await expect(consent(page)).toContainText("They come from huggingface.co (Xenova/finbert, no licence named)");
  await expectNoAxeFaults(page);
  expect(asked.filter((url) => url.includes("huggingface.co"))).toEqual([]);
  await consent(page).getByRole("button", { name: "Load it" }).click();
  await hasState(page, "ready");
  await expect(modelLine(page)).toContainText("FinBERT is on this device");
  await readHere(page, "bitcoin rally, record high and strong gains");
  await expect(verdict(page)).toContainText("Bullish");
  await expect(engineLine(page)).toContainText("browser model · FinBERT");
  const said = await readVerdict(page);
  expect([said.calibrated, said.reasons.length > 0]).toEqual([false, true]);
  // Its text went nowhere.
  expect(asked.filter((url) => url.includes("/api/ai/sentiment"))).toEqual([]);
  await modelLine(page)
    .getByRole("button", { name: /^Remove/ })
    .click();
  await hasState(page, "absent");
});

test("one that is not there says so, and the lexical reader answers", async ({ page, watch }) => {
  watch.allow(/Failed to load resource/);
  await page.route("https://huggingface.co/**/model_quantized.onnx", (route) =>
    route.fulfill({ status: 404, headers: { "access-control-allow-origin": "*" }, body: "Entry not found" }),
  );
  await page.goto("/");
  await runHere(page).check();
  await page.getByRole("button", { name: "Not now" }).click();
  await engine(page).selectOption("browser_finbert");
  await consent(page).getByRole("button", { name: "Load it" }).click();
  await hasState(page, "failed");
  await expect(modelLine(page)).toContainText("FinBERT is out: onnx/model_quantized.onnx is not there (status 404)");
  await readHere(page, "Bridge drained of $190M, team halts withdrawals");
  await expect(engineLine(page)).toContainText("lexical reader");
});

test("one on its way is shown, with its cancel, whatever is chosen meanwhile", async ({ page, watch }) => {
  watch.allow(/aborted|Failed to/i);
  await page.route("https://huggingface.co/**/model_quantized.onnx", () => new Promise(() => {}));
  await page.goto("/");
  await runHere(page).check();
  await page.getByRole("button", { name: "Not now" }).click();
  await engine(page).selectOption("browser_finbert");
  await consent(page).getByRole("button", { name: "Load it" }).click();
  await hasState(page, "loading");
  await runHere(page).uncheck();
  await expect(modelLine(page)).toContainText("Loading FinBERT");
  const news = (words: string) => page.getByRole("status").filter({ hasText: words });
  await expect(news("Loading FinBERT.")).toBeAttached();
  await modelLine(page).getByRole("button", { name: "Cancel" }).press("Enter");
  await expect(modelLine(page)).toHaveCount(0);
  await expect(news("Loading has ended.")).toBeAttached();
  // The focus stays where the button was, also when the line has gone.
  expect(await page.evaluate(() => document.activeElement?.querySelector("#engine-hint") !== null)).toBe(true);
});

test("without a network none is offered", async ({ page, context, watch }) => {
  watch.allow(/Failed to load resource/);
  await page.goto("/");
  await page.waitForTimeout(500);
  await context.setOffline(true);
  await runHere(page).check();
  await expect(engine(page).locator("optgroup")).toHaveCount(1);
  await context.setOffline(false);
});
