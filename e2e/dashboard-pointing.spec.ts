import type { Page } from "@playwright/test";
import { lowTargets } from "./layout";
import { expect, test } from "./screen";

const charts = (page: Page) => page.getByTestId("live-charts");
const image = (page: Page, id: string) => page.getByTestId(`live-${id}`).getByRole("img").first();
const slider = (page: Page) => charts(page).getByRole("slider", { name: "Values at" });
const crosshair = (page: Page) => page.getByTestId("live-requests").getByTestId("crosshair");

async function open(page: Page): Promise<void> {
  await page.request.post("/api/ai/sentiment", { data: { text: "Ether jumps 8%", model: "lexical" } });
  await page.goto("/dashboard");
  await expect(image(page, "requests").locator("svg.recharts-surface")).toBeVisible();
}

/** The middle of a share of a chart's width. */
async function pointIn(page: Page, id: string, share: number): Promise<readonly [number, number]> {
  await image(page, id).scrollIntoViewIfNeeded();
  const box = await image(page, id).boundingBox();
  if (box === null) throw new Error(`${id} is not there`);
  return [box.x + box.width * share, box.y + box.height / 2];
}

/** Heights of what is drawn later, as rooms are kept for it or as it is, in pixels. */
const heightsOf = (page: Page, selectors: readonly string[]): Promise<readonly number[]> =>
  page.evaluate(
    (all) => all.map((one) => Math.round(document.querySelector(one)?.getBoundingClientRect().height ?? 0)),
    selectors,
  );

for (const width of [360, 1280])
  test(`${width} px: the rooms kept for charts and plot are as high as they are`, async ({
    page,
    browser,
    baseURL,
  }) => {
    const viewport = { width, height: 900 };
    const still = await browser.newContext({ viewport, javaScriptEnabled: false, baseURL: baseURL ?? "" });
    const served = await still.newPage();
    await served.goto("/dashboard");
    const rooms = await heightsOf(served, ["[data-testid=charts-room]", "[data-testid=plot-room]"]);
    await still.close();
    await page.setViewportSize(viewport);
    await open(page);
    await expect(page.locator("[data-candidate]").first()).toBeVisible();
    const real = await heightsOf(page, ["[aria-labelledby=figures]", "[aria-labelledby=plot]"]);
    console.log(`${width} px: rooms ${rooms.join(", ")}, charts and plot ${real.join(", ")}`);
    for (const [nth, height] of real.entries()) expect(Math.abs((rooms[nth] ?? 0) / height - 1)).toBeLessThan(0.05);
  });

test("a time chosen with the slider stays when a mouse has passed over a chart", async ({ page }) => {
  await open(page);
  await expect(slider(page)).toHaveAttribute("aria-valuetext", "now");
  await expect(crosshair(page)).toHaveCount(0);
  await slider(page).focus();
  for (let nth = 0; nth < 3; nth += 1) await page.keyboard.press("ArrowLeft");
  const chosen = (await slider(page).getAttribute("aria-valuetext")) ?? "";
  expect(chosen).toMatch(/^\d\d:\d\d:\d0 UTC: /);
  const moment = chosen.slice(0, 12);
  await expect(charts(page)).toContainText(`Values at ${moment}`);
  await page.mouse.move(...(await pointIn(page, "requests", 0.4)));
  await expect(charts(page)).not.toContainText(`Values at ${moment}`);
  await expect(charts(page)).toContainText(/Values at \d\d:\d\d:\d0 UTC/);
  // The slider stays where it was put, and nothing is read out.
  await expect(slider(page)).toHaveAttribute("aria-valuetext", chosen);
  await page.mouse.move(2, 2);
  await expect(charts(page)).toContainText(`Values at ${moment}`);
  await expect(crosshair(page)).toHaveCount(1);
  await page.keyboard.press("End");
  await expect(charts(page)).toContainText("Values at now");
});

test("an image has a short name and is described by the sentence below it; nothing that follows the pointer is read out", async ({
  page,
}) => {
  await open(page);
  await expect(image(page, "requests")).toHaveAccessibleName("Requests over time");
  await expect(image(page, "requests")).toHaveAccessibleDescription(/^Requests a second: .*\.$/);
  await expect(charts(page).locator("output, [aria-live], [role=status]")).toHaveCount(0);
  // Every picture is of something.
  for (const one of await charts(page).getByRole("img").all())
    expect(await one.locator("*").count()).toBeGreaterThan(0);
  await expect(page.getByRole("heading", { level: 2 })).toHaveText([
    "Models",
    "Figures over time",
    "Sources",
    "Size, latency and quality",
    "What happened",
  ]);
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 800 } });

  test("a tap on a chart reads a time off, and it stays; links are large enough", async ({ page }) => {
    await open(page);
    await page.touchscreen.tap(...(await pointIn(page, "requests", 0.5)));
    await expect(crosshair(page)).toHaveCount(1);
    await page.waitForTimeout(300);
    await expect(crosshair(page)).toHaveCount(1);
    await expect(charts(page)).toContainText(/Values at \d\d:\d\d:\d0 UTC/);
    await expect(slider(page)).toHaveAttribute("aria-valuetext", /UTC: /);
    expect(await lowTargets(page, "[aria-labelledby=plot] a:visible, [aria-labelledby=figures] a:visible")).toEqual([]);
  });
});
