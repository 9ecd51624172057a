import type { Page } from "@playwright/test";
import { analyse, expect, expectNoAxeFaults, field, fromServer, test, verdict } from "./screen";
import { startServer } from "./server";

const SPANISH = "El bitcoin sube un 8% tras la aprobación del fondo en Estados Unidos";
const GERMAN = "Der Kurs von Ethereum fällt weiter und niemand weiß warum";
const PERSIAN = "قیمت بیت کوین پس از تایید صندوق هشت درصد بالا رفت";

/** Types a text until the quick read names its language: on a busy machine the library may come late for the first. */
const typeUntilTold = (page: Page, text: string, language: string) =>
  expect(async () => {
    await field(page).fill("");
    await field(page).fill(text);
    await expect(page.getByText(`quick read while you type: the text is in ${language}`)).toBeVisible({
      timeout: 4_000,
    });
  }).toPass({ timeout: 25_000 });

for (const scheme of ["light", "dark"] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test("a text in another language is told by its name, and nothing is made of its scores", async ({ page }) => {
      await page.goto("/");
      await typeUntilTold(page, SPANISH, "Spanish");
      await analyse(page).click();
      await fromServer(page);
      await expect(verdict(page)).toContainText("Unsure");
      await expect(
        page.getByText("the text is in Spanish; only English is read so far", { exact: true }),
      ).toBeVisible();
      await expect(page.getByTestId("engine")).toContainText("text in Spanish");
      await expect(page.locator("[data-faint]")).toBeVisible();
      await expectNoAxeFaults(page);
    });
  });
}

test("a script tells without a library, and the browser says the same as the server", async ({ page }) => {
  await page.goto(`/?text=${encodeURIComponent(PERSIAN)}`);
  await fromServer(page);
  await expect(page.getByText("the text is in Persian; only English is read so far", { exact: true })).toBeVisible();
  await expect(page.getByText("quick read while you type: the text is in Persian")).toBeVisible();
});

test("the library of languages comes only with a text that needs it", async ({ page }) => {
  await page.goto("/");
  await field(page).fill("Ether jumps 8% as spot funds take in record inflows");
  await expect(page.getByText(/quick read while you type:.*bullish/)).toBeVisible();
  expect(page.workers()).toHaveLength(0);
  await typeUntilTold(page, SPANISH, "Spanish");
  expect(page.workers()).toHaveLength(1);
  await typeUntilTold(page, GERMAN, "German");
  expect(page.workers()).toHaveLength(1);
});

test("too short a text says so", async ({ page }) => {
  await page.goto("/?text=BTC");
  await fromServer(page);
  await expect(verdict(page)).toContainText("Unsure");
  await expect(page.getByText("there is too little in it to judge", { exact: true })).toBeVisible();
  await expect(page.getByText("quick read while you type: too short to judge yet")).toBeVisible();
  await field(page).fill("BTC soars to a record");
  await expect(page.getByText(/quick read while you type:.*bullish/)).toBeVisible();
  await analyse(page).click();
  await expect(verdict(page)).toContainText("Bullish");
  await expect(page.locator("[data-faint]")).toHaveCount(0);
});

test("what was loaded once tells languages without a network too", async ({ browser }) => {
  test.setTimeout(60_000);
  const server = await startServer();
  const context = await browser.newContext({ baseURL: server.url, serviceWorkers: "allow" });
  const page = await context.newPage();
  await page.goto("/");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await typeUntilTold(page, SPANISH, "Spanish");
  const scripts = () =>
    page.evaluate(async () => {
      const rooms = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      return rooms.flat().filter(({ url }) => url.endsWith(".js")).length;
    });
  // The worker's scripts are kept a moment after it has answered.
  let before = -1;
  await expect
    .poll(async () => {
      const now = await scripts();
      const still = now === before;
      before = now;
      return still;
    })
    .toBe(true);
  await server.stop();
  await page.reload();
  await typeUntilTold(page, GERMAN, "German");
  await context.close();
});
