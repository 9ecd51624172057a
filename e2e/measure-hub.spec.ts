import { test } from "./remote-screen";
import { expect, expectNoAxeFaults } from "./screen";
import { serveHub } from "./serve-hub";

const FINBERT = "browser_finbert";

test("a model of the Hub is fetched when it was ticked, measured, listed in words and not placed", async ({
  page,
  double,
  watch,
}) => {
  test.setTimeout(90_000);
  await serveHub(page, double, watch);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/dashboard");
  const region = page.getByRole("region", { name: /size, latency/i });
  const row = region.locator(`[data-candidate="${FINBERT}"]`);
  await region.locator('[data-candidate="lexical"]').getByRole("checkbox").uncheck();
  await region.locator('[data-candidate="barometer_sentiment"]').getByRole("checkbox").uncheck();
  await row.getByRole("checkbox").check();
  const measure = region.getByRole("button", { name: "Measure on this device" });
  await expect(measure).toHaveAccessibleDescription(/^Fetches 11\d\.\d MB, 11\d\.\d MB of it from huggingface\.co/);
  expect(asked.filter((url) => url.includes("huggingface.co"))).toEqual([]);
  await measure.click();
  await expect(row.locator("[data-said]")).toContainText(/median .* golden sentences [23] of 3/, { timeout: 60_000 });
  await expect(region.locator(`[data-mark="device:${FINBERT}"]`)).toHaveCount(0);
  await expect(region.locator('[data-because="unread"]')).toContainText("FinBERT (this device)");
  await region.getByText("As a table").click();
  await expect(region.locator(`[data-row="device:${FINBERT}"]`)).toContainText(/this device111 MB\d/);
  await expectNoAxeFaults(page);
  await row.getByRole("button", { name: "Remove FinBERT from this device" }).click();
  await expect(row).toContainText("from huggingface.co");
});
