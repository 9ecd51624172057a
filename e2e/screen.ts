import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

export interface Watch {
  /** Text of a console error that a test provokes on purpose. */
  allow(pattern: RegExp): void;
}

/** A page that fails its test on a console error or warning, an uncaught error, or a request to another origin. */
export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ page, baseURL }, use) => {
      const faults: string[] = [];
      const allowed: RegExp[] = [/Service Worker registration blocked by Playwright/];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
      });
      page.on("pageerror", (error) => faults.push(String(error)));
      page.on("request", (request) => {
        const { origin, protocol } = new URL(request.url());
        if (protocol.startsWith("http") && origin !== new URL(baseURL ?? "").origin) faults.push(`asked ${origin}`);
      });
      await use({ allow: (pattern) => allowed.push(pattern) });
      expect(faults.filter((fault) => !allowed.some((pattern) => pattern.test(fault)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** A refusal that the browser itself writes to the console when an answer is not 2xx. */
export const refusal = /Failed to load resource/;

export const verdict = (page: Page) => page.getByTestId("verdict");
export const field = (page: Page) => page.getByLabel("Text", { exact: true });
export const analyse = (page: Page) => page.getByRole("button", { name: /^Analyse/ });
export const fromServer = (page: Page) => expect(page.locator('[data-source="server"]')).toBeVisible();

export async function expectNoAxeFaults(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.target.join(" ")) }))).toEqual([]);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
}
