import type { Page } from "@playwright/test";
import { alive, expect, test } from "./screen";

const sheet = (page: Page) => page.getByRole("dialog", { name: "Use via API or MCP" });
const code = (page: Page) => sheet(page).getByTestId("snippet").locator("pre");

async function open(page: Page, query = ""): Promise<void> {
  await page.goto(`/models/barometer-sentiment?view=api${query}`);
  await alive(code(page));
}

/** What lies at a place. */
const tagAt = (page: Page, x: number, y: number) =>
  page.evaluate(([left = 0, top = 0]) => document.elementFromPoint(left, top)?.tagName, [x, y]);

test("code that is marked towards the left and beyond the sheet leaves it open; a press beside it closes it", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page);
  await code(page).scrollIntoViewIfNeeded();
  const box = await code(page).boundingBox();
  const [x, y] = [(box?.x ?? 0) + 150, (box?.y ?? 0) + 30];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(50, y, { steps: 8 });
  await page.mouse.up();
  expect(await page.evaluate(() => String(getSelection()))).not.toBe("");
  await expect(sheet(page)).toBeVisible();
  // The other way round is no press beside it either.
  await page.mouse.move(50, y);
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 8 });
  await page.mouse.up();
  await expect(sheet(page)).toBeVisible();
  await page.mouse.click(50, y);
  await expect(sheet(page)).toBeHidden();
});

test("a press on the empty lower part of the sheet leaves it open", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 6_000 });
  await open(page);
  expect(await tagAt(page, 800, 5_990)).toBe("DIALOG");
  await page.mouse.click(800, 5_990);
  await expect(sheet(page)).toBeVisible();
  await page.mouse.click(50, 5_990);
  await expect(sheet(page)).toBeHidden();
});

test("without a clipboard of its own the page copies from the sheet the older way", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await open(page);
  const wanted = await code(page).textContent();
  const copy = sheet(page).getByRole("button", { name: "Copy sentiment in Python", exact: true });
  await copy.press("Enter");
  await expect(page.getByText("Copied sentiment in Python", { exact: true })).toBeAttached();
  await expect(copy).toBeFocused();
  const text = sheet(page).getByLabel("text", { exact: true });
  await text.selectText();
  await page.keyboard.press("ControlOrMeta+v");
  await expect(text).toHaveValue(wanted ?? "");
});

test("all results of a job as JSON are a file too: written in the languages of REST alone", async ({ page }) => {
  await open(page, "&function=job_results");
  await expect(code(page)).toContainText("gradio_client");
  await sheet(page).getByLabel("format", { exact: true }).selectOption("json");
  await expect(sheet(page).getByTestId("snippet").getByRole("button", { name: "Python", exact: true })).toHaveCount(0);
  await expect(code(page)).toContainText("format=json");
});
