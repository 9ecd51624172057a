import { expect, fromServer, test } from "./screen";

const DARK = "rgb(15, 15, 17)";
const LIGHT = "rgb(255, 255, 255)";
const background = () => getComputedStyle(document.body).backgroundColor;

test("the theme is set before the first paint, and kept", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: /^Theme: system/ }).click();
  await page.getByRole("button", { name: /^Theme: light/ }).click();
  expect(await page.evaluate(background)).toBe(DARK);
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      document.documentElement.dataset.seenAtBody = document.documentElement.dataset.theme ?? "none";
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-seen-at-body", "dark");
  expect(await page.evaluate(background)).toBe(DARK);
});

test("without a choice the system decides, and may change its mind", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/");
  expect(await page.evaluate(background)).toBe(DARK);
  await page.emulateMedia({ colorScheme: "light" });
  expect(await page.evaluate(background)).toBe(LIGHT);
});

test("?__theme wins, as in Gradio", async ({ page }) => {
  await page.goto("/?__theme=dark");
  expect(await page.evaluate(background)).toBe(DARK);
  await page.goto("/?__theme=light");
  expect(await page.evaluate(background)).toBe(LIGHT);
});

test("storage that throws does no harm", async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException("closed", "SecurityError");
        },
      });
    }
  });
  await page.goto("/?text=Bitcoin%20rallies%209%25");
  await fromServer(page);
  await page.getByRole("button", { name: /^Theme: system/ }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

test("settings: colours and motion take effect at once and are kept", async ({ page }) => {
  await page.goto("/");
  const bullish = () =>
    getComputedStyle(document.querySelector('.mark[data-side="bullish"]') ?? document.body).borderBlockEndColor;
  const before = await page.evaluate(bullish);
  await page.getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await dialog.getByLabel("Blue and orange").check();
  await dialog.getByLabel("Reduced").check();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Settings" })).toBeFocused();
  expect(await page.evaluate(bullish)).not.toBe(before);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-colours", "blue-orange");
  await expect(page.locator("html")).toHaveAttribute("data-motion", "reduce");
});
