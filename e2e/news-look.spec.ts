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

test("what the page needs first is small, and charts come later", async ({ page }) => {
  await page.goto("/news", { waitUntil: "load" });
  // What the document names as it was served; a part that comes later puts a script of its own into the page.
  const first = await page.evaluate(async () => {
    const served = new DOMParser().parseFromString(await (await fetch("/news")).text(), "text/html");
    const asked = new Set(
      [...served.scripts]
        .filter((script) => !script.noModule && script.getAttribute("src"))
        .map((script) => new URL(script.getAttribute("src") ?? "", location.href).href),
    );
    const own = performance
      .getEntriesByType("resource")
      .filter(
        (entry): entry is PerformanceResourceTiming =>
          entry instanceof PerformanceResourceTiming && asked.has(entry.name),
      );
    const texts = await Promise.all(own.map(async ({ name }) => (await fetch(name)).text()));
    const [page] = performance.getEntriesByType("navigation");
    return {
      files: own.length,
      bytes: own.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
      charts: texts.some((text) => text.includes("recharts-")),
      page: page instanceof PerformanceNavigationTiming ? page.encodedBodySize : 0,
    };
  });
  console.log(
    `first-load script ${(first.bytes / 1_000).toFixed(1)} kB, the page ${(first.page / 1_000).toFixed(1)} kB on the wire`,
  );
  expect(first.files).toBeGreaterThan(3);
  expect(first.bytes).toBeLessThan(200_000);
  expect(first.charts).toBe(false);
  expect(first.page).toBeLessThan(80_000);
});
