import type { Page } from "@playwright/test";
import { analyse, expect, expectNoAxeFaults, expectNoSidewaysScroll, field, fromServer, test, verdict } from "./screen";

const texts = [
  "Ether jumps 8% as spot funds take in record inflows",
  "Bridge drained of $190M, team halts withdrawals",
  "The exchange lists a new pair on Tuesday",
] as const;

const KEY = "barometer:runs:v1";
const said = (page: Page) => page.getByRole("region", { name: "Notifications" }).getByRole("listitem");
const runs = (page: Page) => page.getByRole("list", { name: "Runs, newest first" }).getByRole("listitem");
const fold = (page: Page) => page.getByText("Runs in this browser", { exact: true });

async function read(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await analyse(page).click();
  await expect(page.locator('[data-source="server"]:not([data-earlier]):not([aria-busy="true"])')).toBeVisible();
}

async function readAll(page: Page): Promise<void> {
  await page.goto("/");
  for (const text of texts) await read(page, text);
}

test("three runs outlive a reload; one is loaded back as it was, and nobody is asked again", async ({ page }) => {
  await readAll(page);
  await page.goto("/prices");
  await page.goto("/");
  await fold(page).click();
  await expect(runs(page)).toHaveCount(3);
  await expect(runs(page).first()).toContainText(texts[2]);
  await expect(runs(page).last()).toContainText("Bullish");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/ai/sentiment")) asked.push(request.url());
  });
  await runs(page).nth(1).getByRole("button").first().click();
  await expect(verdict(page)).toContainText("Bearish");
  await expect(field(page)).toHaveValue(texts[1]);
  await expect(page.getByText(/^from your history, (just now|\d+ min ago)$/)).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: /^Bearish: .*, from your history$/ })).toBeAttached();
  expect(asked).toEqual([]);
  await expect(runs(page)).toHaveCount(3);
});

test("a reload of a linked text does not fill the list with it", async ({ page }) => {
  await page.goto(`/?text=${encodeURIComponent(texts[0])}`);
  await fromServer(page);
  await page.reload();
  await fromServer(page);
  await fold(page).click();
  await expect(runs(page)).toHaveCount(1);
});

test("going back and forward between texts fills the list with none of them twice", async ({ page }) => {
  await readAll(page);
  for (const step of [texts[1], texts[0]]) {
    await page.goBack();
    await expect(field(page)).toHaveValue(step);
    await page.waitForTimeout(300);
    await fromServer(page);
  }
  await page.goForward();
  await expect(field(page)).toHaveValue(texts[1]);
  await fromServer(page);
  await fold(page).click();
  await expect(runs(page).first()).toContainText(texts[1]);
  await expect(runs(page)).toHaveCount(3);
});

test("one is removed, all are cleared, and each can be undone, by keyboard too", async ({ page }) => {
  await readAll(page);
  await fold(page).click();
  await page.getByRole("button", { name: `Remove the run of: ${texts[1]}` }).click();
  await expect(runs(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(runs(page)).toHaveCount(0);
  await expect(page.getByText("No runs yet.")).toBeVisible();
  await expect(said(page)).toHaveCount(2);
  await page.keyboard.press("F8");
  await expect(said(page).last().getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(runs(page)).toHaveCount(2);
  await said(page).getByRole("button", { name: "Undo" }).click();
  await expect(runs(page)).toHaveCount(3);
  await expect(runs(page).nth(1)).toContainText(texts[1]);
  await expect(said(page)).toHaveCount(0);
});

test("another tab sees a run at once, and what is cleared there is gone here", async ({ page, context }) => {
  await page.goto("/");
  await fold(page).click();
  const other = await context.newPage();
  await other.goto("/");
  await read(other, texts[0]);
  await expect(runs(page)).toHaveCount(1);
  await fold(other).click();
  await other.getByRole("button", { name: "Clear all" }).click();
  await expect(runs(page)).toHaveCount(0);
  await other.close();
});

test("switched off, no run is kept, over a reload", async ({ page }) => {
  await page.goto("/");
  await fold(page).click();
  await page.getByRole("checkbox", { name: /^Keep runs/ }).uncheck();
  await read(page, texts[0]);
  await expect(page.getByText("New runs are not kept.")).toBeVisible();
  await page.reload();
  await fromServer(page);
  expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBeNull();
});

test("in a full storage the page holds the runs itself and says so", async ({ page }) => {
  await page.goto("/");
  await page.evaluate(() => {
    // To the last letter: halves of what no longer fits.
    let size = 4_000_000;
    for (let nth = 0; size >= 1; nth += 1) {
      try {
        localStorage.setItem(`other-${nth}`, "x".repeat(size));
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });
  await read(page, texts[0]);
  await fold(page).click();
  await expect(runs(page)).toHaveCount(1);
  await expect(page.getByText("storage is full or closed")).toBeVisible();
  await page.evaluate(() => localStorage.clear());
  await read(page, texts[1]);
  await expect(runs(page)).toHaveCount(2);
  await expect(page.getByText("storage is full or closed")).toHaveCount(0);
});

test("what stands there and is no run hurts nobody", async ({ page }) => {
  await page.addInitScript((key) => localStorage.setItem(key, '[{"id":"x","at":1,"draft":{"text":"a"}},5'), KEY);
  await page.goto("/");
  await fold(page).click();
  await expect(page.getByText("No runs yet.")).toBeVisible();
  await read(page, texts[0]);
  await expect(runs(page)).toHaveCount(1);
});

test("without a network a run is kept, and one of before is loaded back", async ({ page, context, watch }) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED/);
  await page.goto("/");
  await read(page, texts[0]);
  await fold(page).click();
  await field(page).fill(texts[1]);
  // The reader of this browser is there.
  await expect(page.getByText(/quick read/)).toBeVisible();
  await context.setOffline(true);
  await analyse(page).click();
  await expect(page.locator('[data-source="browser"]')).toBeVisible();
  await expect(runs(page)).toHaveCount(2);
  await runs(page).last().getByRole("button").first().click();
  await expect(verdict(page)).toContainText("Bullish");
  await expect(page.getByText("from your history, just now")).toBeVisible();
});

for (const theme of ["light", "dark"]) {
  for (const width of [360, 1280]) {
    test(`${theme}, ${width} px: nothing wrong for axe, nothing wider than the page`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`/?__theme=${theme}`);
      for (const text of texts) await read(page, text);
      await fold(page).click();
      await expect(runs(page)).toHaveCount(3);
      await expectNoAxeFaults(page);
      await expectNoSidewaysScroll(page);
      await runs(page).first().getByRole("button").first().click();
      await expect(verdict(page)).toBeInViewport();
    });
  }
}
