import type { Page } from "@playwright/test";
import { alive, expect, field, test } from "./screen";

/** Opens a page whose scripts are still on their way; what is returned lets them come. */
async function openSlowly(page: Page, path: string): Promise<() => void> {
  let come = (): void => {};
  const gate = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  return come;
}

test("a text typed before the page is alive is read when it is", async ({ page }) => {
  const come = await openSlowly(page, "/");
  const text = "Bitcoin rallies to a record high as inflows surge";
  await field(page).pressSequentially(text);
  await field(page).press("ArrowLeft");
  come();
  await expect(page.getByText(/quick read while you type:.*bullish/)).toBeVisible();
  await expect(field(page)).toHaveValue(text);
  // The one who goes on typing does so where the caret was.
  await page.keyboard.type("d");
  await expect(field(page)).toHaveValue(text.replace(/e$/, "de"));
});

test("what is marked before the page is alive stays marked: what is typed then replaces it", async ({ page }) => {
  const come = await openSlowly(page, "/use-via-api");
  const text = page.getByLabel("text", { exact: true });
  await text.selectText();
  come();
  await alive(text);
  await page.keyboard.type("Bitcoin falls");
  await expect(text).toHaveValue("Bitcoin falls");
  await expect(page.getByTestId("snippet").locator("pre")).toContainText('"Bitcoin falls"');
});

test("what is chosen before the page is alive counts", async ({ page }) => {
  const come = await openSlowly(page, "/use-via-api?function=news");
  await page.getByLabel("format", { exact: true }).selectOption("rss");
  come();
  await expect(page.getByTestId("snippet").locator("pre")).toContainText("format=rss");
  await expect(page.getByLabel("format", { exact: true })).toHaveValue("rss");
});

test("a box ticked before the page is alive stays ticked, and counts", async ({ page }) => {
  const come = await openSlowly(page, "/use-via-api?function=flag");
  const box = page.getByLabel("consent", { exact: true });
  await box.check();
  come();
  await expect(page.getByTestId("snippet").locator("pre")).toContainText(/consent.*[Tt]rue/);
  await expect(box).toBeChecked();
});

test("a search typed before the news page is alive is searched for", async ({ page }) => {
  const come = await openSlowly(page, "/news");
  await page.getByLabel("Search the news").fill("bitcoin");
  come();
  await expect(page).toHaveURL(/q=bitcoin/);
  await expect(page.getByLabel("Search the news")).toHaveValue("bitcoin");
});

test("a radio chosen before the page is alive stays chosen, and the one before it can be chosen again", async ({
  page,
}) => {
  const come = await openSlowly(page, "/models/barometer-sentiment");
  const radio = (name: string) => page.getByRole("radio", { name, exact: true });
  await radio("Accuracy").check();
  come();
  await expect(page.getByText(/^Share of the texts that are read as people labelled them/)).toBeVisible();
  await expect(radio("Accuracy")).toBeChecked();
  await radio("Macro-F1").check();
  await expect(page.getByText(/^Mean of the F1 of the three classes/)).toBeVisible();
  await radio("Accuracy").check();
  await expect(page.getByText(/^Share of the texts that are read as people labelled them/)).toBeVisible();
});
