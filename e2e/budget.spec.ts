import { expect, test } from "@playwright/test";

const FIRST_LOAD_KB = 200;
const LAYOUT_SHIFT = 0.02;

test("the home page stays within its budgets: script on first load, layout shift", async ({ page }) => {
  await page.addInitScript(() => {
    const seen = { shift: 0 };
    Object.assign(window, { barometerSeen: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ("value" in entry && !("hadRecentInput" in entry && entry.hadRecentInput)) seen.shift += Number(entry.value);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto("/", { waitUntil: "load" });

  // What the document itself asks for; the lexicon and other late parts come by import() afterwards.
  const first = await page.evaluate(() => {
    const asked = new Set(
      [...document.scripts].filter((script) => !script.noModule && script.src !== "").map((script) => script.src),
    );
    return performance
      .getEntriesByType("resource")
      .filter(
        (entry): entry is PerformanceResourceTiming =>
          entry instanceof PerformanceResourceTiming && asked.has(entry.name),
      )
      .map(({ name, encodedBodySize }) => ({ name, encodedBodySize }));
  });
  const kilobytes = first.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1000;
  console.log(`first-load script ${kilobytes.toFixed(1)} kB compressed, in ${first.length} files`);
  expect(first.length).toBeGreaterThan(3);
  expect(kilobytes).toBeLessThan(FIRST_LOAD_KB);

  await page.waitForTimeout(1_500);
  const shift = await page.evaluate(() => Number(Reflect.get(Reflect.get(window, "barometerSeen"), "shift")));
  console.log(`cumulative layout shift ${shift.toFixed(4)}`);
  expect(shift).toBeLessThan(LAYOUT_SHIFT);
});
