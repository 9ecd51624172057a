import type { Page } from "@playwright/test";
import { expect, expectNoAxeFaults, expectNoSidewaysScroll, fromServer, test } from "./screen";

const GOOD = "Ether jumps 8% as spot funds take in record inflows";
const said = (page: Page) => page.getByRole("region", { name: "Notifications" }).getByRole("listitem");
const link = (page: Page) => page.getByRole("button", { name: "Copy a link to this text" });
const tooLong = (page: Page) => page.getByRole("button", { name: "Link: this text is too long for one" });

test.beforeEach(async ({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

/** Shows the one toast that stands without an action. */
async function readLong(page: Page, address = "/"): Promise<void> {
  await page.goto(address);
  await page.getByLabel("Text", { exact: true }).fill(`${GOOD}. `.repeat(100));
  await page.getByRole("button", { name: /^Analyse/ }).click();
  await fromServer(page);
}

test("a link goes out and comes back with its text and choices; its button says so, and nothing lies over the page", async ({
  page,
}) => {
  await page.goto(`/?text=${encodeURIComponent(GOOD)}&category=news&engine=lexical&__theme=dark`);
  await fromServer(page);
  await link(page).click();
  await expect(page.getByRole("status").filter({ hasText: "Copied a link to this text" })).toBeAttached();
  await expect(said(page)).toHaveCount(0);
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect([...new URL(address).searchParams.keys()].toSorted()).toEqual(["category", "engine", "text"]);
  await page.goto(address);
  await fromServer(page);
  await expect(page.getByLabel("Text", { exact: true })).toHaveValue(GOOD);
  await expect(page.getByLabel("Category")).toHaveValue("news");
  await expect(page.getByTestId("engine")).toContainText("exical reader");
});

test("a text that no link holds is refused in words; the same is counted", async ({ page }) => {
  await readLong(page);
  await tooLong(page).click();
  await expect(said(page).getByRole("alert")).toContainText("Too long for a link");
  await tooLong(page).press("Enter");
  await tooLong(page).press("Enter");
  await expect(said(page)).toHaveCount(1);
  await expect(said(page)).toContainText("×3");
});

test("in an open dialog a toast can be pressed, and Escape closes it alone", async ({ page }) => {
  await readLong(page);
  await tooLong(page).press("Enter");
  await page.getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await expect(dialog.getByRole("listitem")).toContainText("Too long for a link");
  await page.keyboard.press("F8");
  await expect(dialog.getByRole("button", { name: "Close: Too long for a link" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(said(page)).toHaveCount(0);
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await tooLong(page).click();
  await said(page).getByRole("button").click();
  await expect(said(page)).toHaveCount(0);
});

test("it goes after ten seconds, waits while one points at it, and its line shows the time", async ({ page }) => {
  test.setTimeout(60_000);
  await readLong(page);
  await page.mouse.move(5, 5);
  await tooLong(page).press("Enter");
  await expect(said(page)).toHaveCount(1);
  const left = () =>
    said(page).evaluate((card) => {
      const [clock] = card
        .getAnimations({ subtree: true })
        .filter(({ effect }) => effect?.getTiming().duration === 10_000);
      return { at: Number(clock?.currentTime), state: clock?.playState };
    });
  await said(page).hover();
  await expect.poll(async () => (await left()).state).toBe("paused");
  const { at } = await left();
  await page.waitForTimeout(700);
  expect((await left()).at).toBe(at);
  await page.mouse.move(5, 5);
  await expect.poll(async () => (await left()).state).toBe("running");
  await expect(said(page)).toHaveCount(0, { timeout: 20_000 });
});

test("by keyboard: F8 leads there and stops the time, Escape closes and leads back", async ({ page }) => {
  await readLong(page);
  await tooLong(page).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("F8");
  await expect(page.getByRole("button", { name: "Close: Too long for a link" })).toBeFocused();
  expect(
    await said(page).evaluate((card) => card.getAnimations({ subtree: true }).map((one) => one.playState)),
  ).toEqual(["paused"]);
  await page.keyboard.press("Escape");
  await expect(said(page)).toHaveCount(0);
  await expect(tooLong(page)).toBeFocused();
});

test("where things shall not move, the line stands still and the toast still goes", async ({ page }) => {
  test.setTimeout(60_000);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await readLong(page);
  await tooLong(page).press("Enter");
  await page.mouse.move(5, 5);
  await expect(said(page)).toHaveCount(1);
  await page.waitForTimeout(500);
  const widths = await said(page).evaluate((card) => [
    card.querySelector("[aria-hidden].h-1")?.getBoundingClientRect().width,
    card.clientWidth,
  ]);
  expect(widths[0]).toBe(widths[1]);
  await expect(said(page)).toHaveCount(0, { timeout: 20_000 });
});

for (const theme of ["light", "dark"]) {
  for (const width of [360, 1280]) {
    test(`${theme}, ${width} px: nothing wrong for axe, nothing wider than the page`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await readLong(page, `/?__theme=${theme}`);
      await tooLong(page).click();
      await said(page).hover();
      const box = await said(page).boundingBox();
      expect(Math.round((box?.x ?? 0) + (box?.width ?? 0))).toBeGreaterThan(width - 30);
      if (width === 360) expect(box?.width).toBeGreaterThan(320);
      await expectNoAxeFaults(page);
      await expectNoSidewaysScroll(page);
    });
  }
}
