import { expectHighTargets, expectStill, looks } from "./looks";
import { open } from "./news-answers";
import { expect, expectNoAxeFaults, expectNoSidewaysScroll, test } from "./screen";

for (const look of looks) {
  test(`${look.name}: axe is content, nothing scrolls sideways or moves`, async ({ page }) => {
    test.setTimeout(60_000);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await expectStill(page, look, async () => {
      await open(page);
      await page.waitForTimeout(800);
    });
    await page.getByText("As a table").click();
    if (look.width === 360) await page.getByRole("button", { name: /^Filters/ }).click();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("story-body")).toBeVisible();
    await expectNoAxeFaults(page);
    await expectNoSidewaysScroll(page);
    await expectHighTargets(
      page,
      look,
      "main button:not(.mark):visible, main select:visible, main a[download]:visible, main input:not([type=checkbox]):visible",
    );
  });
}
