import type { Page } from "@playwright/test";
import { shiftOf, watchShift } from "./layout";
import { test as alone } from "./remote-screen";
import { expect, expectNoAxeFaults, expectNoSidewaysScroll, test } from "./screen";

// The live charts where they stand: on the page, over its stream.
const charts = (page: Page) => page.getByTestId("live-charts");
const slider = (page: Page) => charts(page).getByRole("slider");
const panels = ["requests", "errors", "tiers", "latency", "cache", "budget", "loop", "memory"] as const;

async function open(page: Page, query = ""): Promise<void> {
  await page.goto(`/dashboard${query}`, { waitUntil: "load" });
  await expect(page.getByTestId("link")).toHaveAttribute("data-kind", "live");
  await expect(charts(page).getByRole("heading", { level: 2 })).toBeVisible();
}

/** Something to draw. */
async function ask(page: Page, count: number): Promise<void> {
  for (let nth = 0; nth < count; nth += 1) {
    const sent = await page.request.post("/api/ai/sentiment", {
      data: { text: `Ether jumps ${nth} %`, model: "lexical", use_cache: false },
    });
    expect(sent.ok()).toBe(true);
  }
  expect((await page.request.post("/api/ai/sentiment", { data: { text: "" } })).status()).toBe(422);
}

async function openTables(page: Page): Promise<void> {
  for (const id of panels)
    await page
      .getByTestId(`live-${id}`)
      .getByRole("button", { name: /^As a table/ })
      .click();
  await expect(charts(page).locator("table")).toHaveCount(panels.length);
}

/** Of the charts alone; the whole page is looked at in dashboard.spec.ts. */
const expectNoFaultsOfCharts = (page: Page) => expectNoAxeFaults(page, "[data-testid=live-charts]");

for (const scheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test(`${scheme}, ${width} px: ten seconds of updates move nothing; axe is content with charts and with tables`, async ({
      page,
    }) => {
      test.setTimeout(120_000);
      await watchShift(page);
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await ask(page, 3);
      await open(page);
      const height = async (): Promise<number> => (await charts(page).boundingBox())?.height ?? 0;
      await expect(charts(page).getByRole("img").first()).toBeVisible();
      await charts(page).scrollIntoViewIfNeeded();
      await page.waitForTimeout(1_000);
      const [tall, before] = [await height(), (await shiftOf(page)).shift];
      const said = await page.getByTestId("live-requests").locator("p").last().textContent();
      for (let second = 0; second < 10; second += 1) {
        await ask(page, 2);
        await page.waitForTimeout(1_000);
      }
      // It did go on meanwhile.
      await expect(page.getByTestId("live-requests").locator("p").last()).not.toHaveText(said ?? "");
      const { shift, what } = await shiftOf(page);
      console.log(
        `${width} px: layout shift ${(shift - before).toFixed(4)} in ten seconds of updates, ${shift.toFixed(4)} in all; ${tall} px high`,
      );
      expect(shift - before, what).toBe(0);
      expect(await height()).toBe(tall);
      await expectNoFaultsOfCharts(page);
      await openTables(page);
      expect(await height()).toBe(tall);
      await expectNoFaultsOfCharts(page);
      await expectNoSidewaysScroll(page);
    });
  }
}

test("values are read off by keyboard, and said", async ({ page }) => {
  await ask(page, 1);
  await open(page);
  await slider(page).focus();
  await expect(slider(page)).toHaveAttribute("aria-valuetext", "now");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  const said = /^\d\d:\d\d:\d\d UTC: (?:[\d.K]+ requests a second|nothing ran|nothing known)$/;
  await expect(slider(page)).toHaveAttribute("aria-valuetext", said);
  const read = await slider(page).getAttribute("aria-valuetext");
  // What is read off stays while time goes on, and stands beside the label too.
  await expect(charts(page).getByText("Values at").locator("..")).toContainText((read ?? "").replace(/: .*/, ""));
  await page.waitForTimeout(2_500);
  await expect(slider(page)).toHaveAttribute("aria-valuetext", read ?? "");
  await expect(page.getByTestId("crosshair").first()).toBeAttached();
  await page.keyboard.press("End");
  await expect(slider(page)).toHaveAttribute("aria-valuetext", "now");
  await expect(page.getByTestId("crosshair")).toHaveCount(0);
});

test("the window is chosen by keyboard, stands in the address, and is taken back", async ({ page }) => {
  await open(page);
  const heading = charts(page).getByRole("heading", { level: 2 }).locator("..");
  await expect(heading).toHaveText("Figures over timethe last 15 minutes");
  await charts(page)
    .getByRole("radio", { name: /^15.min$/ })
    .focus();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/\?window=24h$/);
  await expect(heading).toHaveText("Figures over timethe last 24 hours");
  await expect(charts(page).getByRole("radio", { name: /^24.h$/ })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/\?window=30d$/);
  await expect(heading).toHaveText("Figures over timethe last 30 days");
  await page.goBack();
  await expect(heading).toHaveText("Figures over timethe last 24 hours");
  await page.reload();
  await expect(charts(page).getByRole("radio", { name: /^24.h$/ })).toBeChecked();
  await charts(page).getByRole("radio", { name: "p99" }).check();
  await expect(page.getByTestId("live-latency")).toContainText("p99 by tier in ms");
});

// On a server that was started a moment ago.
alone("time in which nothing ran is a gap: in the table, in the sentence and to the slider", async ({ page }) => {
  await ask(page, 1);
  for (const [query, form] of [
    ["", /^\d\d:\d\d:\d\d to \d\d:\d\d:\d\d$/],
    ["?window=30d", /^\d{1,2} \w+, \d\d:\d\d to \d{1,2} \w+, \d\d:\d\d$/],
  ] as const) {
    await open(page, query);
    const requests = page.getByTestId("live-requests");
    await expect(requests.locator("p").last()).toContainText("one gap");
    await requests.getByRole("button", { name: /^As a table/ }).click();
    const gap = requests.locator("tbody tr", { hasText: "gap: nothing ran" });
    await expect(gap).toHaveCount(1);
    await expect(gap.locator("th")).toHaveText(form);
    await expect(requests.locator("tbody tr").last()).toContainText("gap: nothing ran");
    await slider(page).focus();
    await page.keyboard.press("Home");
    await expect(slider(page)).toHaveAttribute("aria-valuetext", /UTC: nothing ran$/);
    await expect(charts(page).getByText("Values at").locator("..")).toContainText("nothing ran");
  }
});
