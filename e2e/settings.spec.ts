import type { Page } from "@playwright/test";
import { expect, expectNoAxeFaults, expectNoSidewaysScroll, fromServer, refusal, test } from "./screen";

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

for (const path of ["/", "/prices", "/news", "/dashboard", "/use-via-api"]) {
  test(`?__theme wins on ${path}, from the first paint on, and is not kept`, async ({ page, watch }) => {
    test.setTimeout(90_000);
    watch.allow(refusal);
    // No script of the page comes: what is painted is what the document alone makes.
    await page.route("**/_next/static/**", (route) =>
      /\.js$/.test(route.request().url()) ? route.abort() : route.continue(),
    );
    for (const [theme, asked, colour] of [
      ["dark", "light", DARK],
      ["light", "dark", LIGHT],
    ] as const) {
      await page.emulateMedia({ colorScheme: asked });
      await page.goto(`${path}?__theme=${theme}`, { waitUntil: "commit" });
      await page.locator("main").waitFor();
      expect(await firstColour(page)).toBe(colour);
    }
    await page.emulateMedia({ colorScheme: "light" });
    for (const nothing of ["", "?__theme=pink", "?__theme="]) {
      await page.goto(path + nothing, { waitUntil: "commit" });
      await page.locator("main").waitFor();
      expect(await firstColour(page)).toBe(LIGHT);
    }
  });
}

/** The colour that was painted in the corner of the window. */
async function firstColour(page: Page): Promise<string> {
  const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas").getContext("2d");
    canvas?.drawImage(image, 0, 0);
    const [red, green, blue] = canvas?.getImageData(0, 0, 1, 1).data ?? [];
    return `rgb(${red}, ${green}, ${blue})`;
  }, picture.toString("base64"));
}

test("the settings say that the address decides, and a choice has the last word", async ({ page }) => {
  await page.goto("/?__theme=dark");
  await page.getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await expect(dialog.getByRole("radio", { name: "Dark" })).toBeChecked();
  await expect(dialog.getByText(/^The address asks for it here/)).toBeVisible();
  await dialog.getByRole("radio", { name: "Light" }).check();
  await expect(dialog.getByText(/^The address asks for it here/)).toBeHidden();
  expect(await page.evaluate(background)).toBe(LIGHT);
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
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

for (const width of [360, 1280]) {
  test(`the settings at ${width} px: no axe faults, a language, and all reset at once`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto("/");
    await page.getByRole("button", { name: "Settings" }).click();
    const dialog = page.getByRole("dialog", { name: "Settings" });
    await expect(dialog.getByLabel("Language")).toHaveValue("en");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
    await expectNoAxeFaults(page);
    await expectNoSidewaysScroll(page);
    await dialog.getByRole("radio", { name: "Dark" }).check();
    await dialog.getByRole("radio", { name: "Reduced" }).check();
    await dialog.getByRole("button", { name: "Reset all settings" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "system");
    await expect(page.locator("html")).toHaveAttribute("data-motion", "system");
  });
}

test("reduced motion of the settings stops what moves, whatever the system says", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("barometer:preferences", '{"motion":"reduce"}'));
  await page.goto("/");
  const button = page.getByRole("button", { name: /^Analyse/ });
  expect(
    await button.evaluate((element) => Number.parseFloat(getComputedStyle(element).transitionDuration)),
  ).toBeLessThan(0.001);
});

test("the page can be installed: by its manifest, and by a button where the browser offers it", async ({ page }) => {
  await page.goto("/");
  const cdp = await page.context().newCDPSession(page);
  const { installabilityErrors } = await cdp.send("Page.getInstallabilityErrors");
  // A test runs in a window that keeps nothing.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
  const { icons } = await (await page.request.get("/manifest.webmanifest")).json();
  for (const { src, sizes } of icons) {
    const size = await page.evaluate(async (path) => {
      const image = new Image();
      image.src = path;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(size).toBe(sizes);
  }
  await page.getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await expect(dialog.getByText(/^To use this page as an app/)).toBeVisible();
  await page.evaluate(() => {
    const offer = new Event("beforeinstallprompt", { cancelable: true });
    Object.assign(offer, {
      prompt: async () => Object.assign(window, { wasAsked: true }),
      userChoice: Promise.resolve({ outcome: "accepted" }),
    });
    dispatchEvent(offer);
  });
  await dialog.getByRole("button", { name: "Install" }).click();
  await expect(dialog.getByText(/^Installed/)).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, "wasAsked"))).toBe(true);
});

test("an offer to install that comes before the page can take it is there in the settings", async ({ page }) => {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      const offer = new Event("beforeinstallprompt", { cancelable: true });
      dispatchEvent(
        Object.assign(offer, { prompt: async () => {}, userChoice: Promise.resolve({ outcome: "dismissed" }) }),
      );
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto("/");
  await page.getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await dialog.getByRole("button", { name: "Install" }).click();
  await expect(dialog.getByText(/^To use this page as an app/)).toBeVisible();
});

for (const width of [360, 1280]) {
  test(`at ${width} px the settings stand still while they hear whether there are flags`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/api/ai/info", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto("/prices");
    await page.getByRole("button", { name: "Settings" }).click();
    const dialog = page.getByRole("dialog", { name: "Settings" });
    await expect(dialog.getByLabel("Language")).toBeVisible();
    const before = await dialog.boundingBox();
    answer();
    await expect(dialog.getByText(/^Flagged verdicts of this server/)).toBeVisible();
    expect(await dialog.boundingBox()).toEqual(before);
  });
}
