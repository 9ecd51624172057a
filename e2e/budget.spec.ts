import { expect, test } from "@playwright/test";
import { expectSmallFirstLoad } from "./first-load";
import { expectStill, looks } from "./looks";

for (const path of ["/", "/prices", "/news", "/dashboard", "/use-via-api"]) {
  test(`${path}: what the page needs first is small`, async ({ page }) => {
    const texts = await expectSmallFirstLoad(page, path);
    // Charts come later.
    expect(texts.some((text) => text.includes("recharts-"))).toBe(false);
  });
}

for (const look of looks) {
  test(`${look.name}: the home page does not jump while it loads`, async ({ page }) => {
    await expectStill(page, look, async () => {
      await page.goto("/", { waitUntil: "load" });
      await page.waitForTimeout(1_500);
    });
  });
}
