import { consent, hasState, holdWeights, loadModel, modelLine, readHere, runHere } from "./browser-screen";
import { expect, expectNoAxeFaults, expectNoSidewaysScroll, test } from "./screen";

const SHOTS = process.env.BROWSER_SHOTS;

for (const scheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test.describe(`${scheme}, ${width} px`, () => {
      test.use({ colorScheme: scheme, viewport: { width, height: 900 } });

      test("the switch in all its states: axe is content, nothing scrolls sideways or jumps", async ({ page }) => {
        const shoot = async (name: string): Promise<void> => {
          if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${width}-${scheme}.png` });
          await expectNoAxeFaults(page);
          await expectNoSidewaysScroll(page);
        };
        const go = await holdWeights(page);
        await page.goto("/");
        const below = page.getByRole("button", { name: /^Analyse/ });
        const place = async () => Math.round((await below.boundingBox())?.y ?? 0);
        const before = await place();
        await runHere(page).check();
        await expect(consent(page)).toBeVisible();
        await shoot("consent");
        await page.keyboard.press("Escape");
        await hasState(page, "absent");
        const absent = await place();
        await shoot("absent");
        await modelLine(page).getByRole("button", { name: "Load the model" }).click();
        await consent(page).getByRole("button", { name: "Load it" }).click();
        await expect(modelLine(page)).toContainText(/3\.\d MB of/);
        const loading = await place();
        await shoot("loading");
        go();
        await hasState(page, "ready");
        const ready = await place();
        await readHere(page, "Bitcoin rallies 9% to a record high, though analysts warn that leverage is building");
        await shoot("ready");
        expect({ absent, loading, ready }).toEqual({ absent: before, loading: before, ready: before });
      });
    });
  }
}

test("the keyboard alone: turn it on, agree, and the focus comes back to the switch", async ({ page }) => {
  await page.goto("/");
  await runHere(page).focus();
  await page.keyboard.press("Space");
  await expect(consent(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(consent(page)).toBeHidden();
  await expect(runHere(page)).toBeFocused();
  await expect(runHere(page)).toBeChecked();
  await modelLine(page).getByRole("button", { name: "Load the model" }).press("Enter");
  const yes = consent(page).getByRole("button", { name: "Load it" });
  for (let step = 0; step < 4 && !(await yes.evaluate((node) => node === document.activeElement)); step += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await hasState(page, "ready");
  await expect(page.getByRole("status").filter({ hasText: "The model is loaded" })).toBeAttached();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
});

test("on a phone the buttons of the model are 44 px high", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto("/");
  await loadModel(page);
  const box = await modelLine(page).getByRole("button").boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
});
