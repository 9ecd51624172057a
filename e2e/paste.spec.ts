import type { Page } from "@playwright/test";
import { expect, test } from "./screen";

// A trace takes pictures of the whole page, which would be timed too.
test.use({ trace: "off", permissions: ["clipboard-read", "clipboard-write"] });

/** Milliseconds until the page draws again after a paste. */
async function timePaste(page: Page, field: string, text: string): Promise<number> {
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.locator(field).focus();
  const from = Date.now();
  await page.keyboard.press("Control+V");
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  return Date.now() - from;
}

for (const [name, address, field, text] of [
  ["five megabytes", "/", "#text", "Bitcoin rallies 9% today. ".repeat(200_000)],
  ["150,000 lines", "/?tab=many", "#lines", "Bitcoin rallies 9%\n".repeat(150_000)],
] as const) {
  test(`${name} pasted: hardly slower than a bare field`, async ({ page }) => {
    test.setTimeout(90_000);
    await page.goto("/api/ai/health");
    await page.evaluate(() => {
      document.body.innerHTML = '<textarea id="bare" rows="6" style="width: 600px"></textarea>';
    });
    const bare = await timePaste(page, "#bare", text);
    await page.goto(address);
    const took = await timePaste(page, field, text);
    console.log(`${name} pasted in ${took} ms, into a bare field in ${bare} ms`);
    expect(await page.locator(field).evaluate((area) => area instanceof HTMLTextAreaElement && area.value.length)).toBe(
      text.length,
    );
    expect(took).toBeLessThan(3 * bare + 2_000);
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }).length)).toBeLessThan(1_000);
  });
}
