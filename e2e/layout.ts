import type { Page } from "@playwright/test";

/** Has the page sum up how much its layout moves, and what moved, from its beginning on. */
export const watchShift = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const seen: { shift: number; what: string[] } = { shift: 0, what: [] };
    Object.assign(window, { barometerSeen: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!("value" in entry) || !("sources" in entry) || !Array.isArray(entry.sources)) continue;
        seen.shift += Number(entry.value);
        for (const { node } of entry.sources)
          seen.what.push(`${entry.value} ${node?.outerHTML ?? node?.nodeValue}`.slice(0, 160));
      }
    }).observe({ type: "layout-shift", buffered: true });
  });

export async function shiftOf(page: Page): Promise<{ readonly shift: number; readonly what: string }> {
  const seen = await page.evaluate(() => Reflect.get(window, "barometerSeen"));
  return { shift: Number(seen.shift), what: seen.what.join("\n") };
}

/** Those that are less than 44 px high, which a finger misses. */
export const lowTargets = (page: Page, selector: string): Promise<readonly string[]> =>
  page.locator(selector).evaluateAll((all) =>
    all.flatMap((node) => {
      const { height } = node.getBoundingClientRect();
      return height < 44 ? [`${node.textContent} ${height}`] : [];
    }),
  );
