import { test as base, expect, type Locator, type Page } from "@playwright/test";
import axe from "axe-core";

declare global {
  interface Window {
    /** What `axe.source` leaves in a page. */
    readonly axe: typeof axe;
  }
}

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
/** What is pressed before React has taken an element over is lost. It leaves this name on what it has. */
export const alive = (at: Locator) =>
  expect.poll(() => at.evaluate((node) => Object.keys(node).some((key) => key.startsWith("__reactProps")))).toBe(true);
export const fromServer = (page: Page) => expect(page.locator('[data-source="server"]')).toBeVisible();

/** Of the whole page, or of the parts that a selector names. No page here has frames of its own. */
export async function expectNoAxeFaults(page: Page, within?: string): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async (selector) => {
    const { passes, violations } = await window.axe.run(selector ?? document, { resultTypes: ["violations"] });
    const faults = violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.target.join(" ")) }));
    return { passed: passes.length, faults };
  }, within);
  expect(found.faults).toEqual([]);
  expect(found.passed, "axe found something to look at").toBeGreaterThan(0);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
}
