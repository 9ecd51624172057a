import { lowTargets } from "./layout";
import { expect, expectNoAxeFaults, expectNoSidewaysScroll, fromServer, test } from "./screen";

const pages = [
  ["home, empty", "/", async () => {}],
  ["API", "/use-via-api", async () => {}],
] as const;

for (const scheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test.describe(`${scheme}, ${width} px`, () => {
      test.use({ colorScheme: scheme, viewport: { width, height: 800 } });

      for (const [name, path] of pages) {
        test(`${name}: axe is content, nothing scrolls sideways`, async ({ page }) => {
          await page.goto(path);
          await expectNoAxeFaults(page);
          await expectNoSidewaysScroll(page);
        });
      }

      test("home, filled", async ({ page }) => {
        await page.goto("/?text=Bitcoin%20rallies%209%25%20while%20traders%20warn%20of%20leverage");
        await fromServer(page);
        await page.getByText("As a table").click();
        await page.getByText("Details", { exact: true }).click();
        await page.locator("button.mark").first().click();
        await expectNoAxeFaults(page);
        await expectNoSidewaysScroll(page);
      });

      test("many texts, and the settings", async ({ page }) => {
        await page.goto("/?tab=many");
        await page.getByRole("button", { name: /Try it with/ }).click();
        await expect(page.locator('[data-phase="done"]')).toBeVisible();
        await expectNoAxeFaults(page);
        await expectNoSidewaysScroll(page);
        await page.getByRole("button", { name: "Settings" }).click();
        await expectNoAxeFaults(page);
      });
    });
  }
}

test("on a phone what is pressed is 44 px high", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto("/?text=Bitcoin%20rallies%209%25");
  await fromServer(page);
  const pressed = "main button:not(.mark):visible, header button:visible, header a:visible, main select:visible";
  expect(await lowTargets(page, pressed)).toEqual([]);
});

test("a page that is not there says so", async ({ page, watch }) => {
  watch.allow(/404/);
  const answer = await page.goto("/nowhere");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
});
