import { declineModel } from "./browser-screen";
import { engine, engineLine, listed, test } from "./remote-screen";
import { analyse, expect, field, fromServer, verdict } from "./screen";

const GOOD = "Ether jumps 8% as spot funds take in record inflows";

test("a chosen model is asked, stays over a reload and an undo, and is in the link and the snippets", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/");
  await field(page).fill(GOOD);
  await listed(page);
  await engine(page).selectOption("financial_sentiment");
  await expect(page.getByText(/^FinBERT: its golden sentences go along/)).toBeVisible();
  await page.reload();
  await expect(engine(page)).toHaveValue("financial_sentiment");
  await analyse(page).click();
  await fromServer(page);
  await expect(engineLine(page)).toContainText("Hugging Face API · FinBERT");
  await expect.poll(() => new URL(page.url()).searchParams.get("engine")).toBe("financial_sentiment");
  for (const name of ["curl", "JS", "Python"]) {
    await page.getByRole("button", { name: `Copy this request as ${name}` }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/model"?: ?"financial_sentiment"/);
  }
  // Asked once, it is ready: the list is asked again after a verdict.
  await expect(engine(page).locator("option[value=financial_sentiment]")).toHaveText("FinBERT");
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(engine(page)).toHaveValue("best");
  await page.getByRole("button", { name: "Undo clear" }).click();
  await expect(engine(page)).toHaveValue("financial_sentiment");
  await declineModel(page);
  await expect(engine(page)).toHaveValue("best");
  await expect(engine(page).locator("optgroup").first()).toHaveAttribute("label", "In this browser");
});

test("a model that is not here is refused at the select", async ({ page, watch }) => {
  watch.allow(/Failed to load resource/);
  await page.goto(`/?text=${encodeURIComponent(GOOD)}&engine=quantum_reader`);
  await expect(page.getByRole("alert").filter({ hasText: "Choose another: unknown model." })).toBeVisible();
  await expect(verdict(page)).toHaveText("No verdict yet");
  await engine(page).selectOption("lexical");
  await analyse(page).click();
  await expect(engineLine(page)).toHaveText(/^lexical reader/);
  await expect(page.getByText("Choose another")).toHaveCount(0);
});

test("the select is reached and changed by keyboard, and nothing moves when its options come", async ({ page }) => {
  await page.goto("/");
  const before = await engine(page).boundingBox();
  await field(page).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Category")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(engine(page)).toBeFocused();
  await listed(page);
  expect(await engine(page).boundingBox()).toEqual(before);
  await page.keyboard.press("ArrowDown");
  await expect(engine(page)).toHaveValue("all");
});
