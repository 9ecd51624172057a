import { expect, type Page } from "@playwright/test";

/**
 * What a page needs first, in bytes on the wire: the scripts that its document names as it was served (a part that comes later puts a script
 * of its own into the page), and the document. Fails beyond 200 kB and 80 kB. Gives the scripts' texts.
 */
export async function expectSmallFirstLoad(page: Page, path: string): Promise<readonly string[]> {
  await page.goto(path, { waitUntil: "load" });
  const first = await page.evaluate(async (address) => {
    const served = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
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
    const [page] = performance.getEntriesByType("navigation");
    return {
      bytes: own.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
      page: page instanceof PerformanceNavigationTiming ? page.encodedBodySize : 0,
      texts: await Promise.all(own.map(async ({ name }) => (await fetch(name)).text())),
    };
  }, path);
  console.log(
    `${path}: first-load script ${(first.bytes / 1_000).toFixed(1)} kB, the page ${(first.page / 1_000).toFixed(1)} kB on the wire`,
  );
  expect(first.texts.length).toBeGreaterThan(3);
  expect(first.bytes).toBeGreaterThan(50_000);
  expect(first.bytes).toBeLessThan(200_000);
  expect(first.page).toBeGreaterThan(1_000);
  expect(first.page).toBeLessThan(80_000);
  return first.texts;
}
