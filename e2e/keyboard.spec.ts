import { alive, analyse, expect, field, fromServer, test, verdict } from "./screen";

test("from the address bar to the verdict without a mouse", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("tab", { name: "One text" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("Solana slides 12% after an outage");
  await page.keyboard.press("Control+Enter");
  await fromServer(page);
  await expect(verdict(page)).toContainText("Bearish");
});

test("tabs move with arrows, Home and End, and stand in the address", async ({ page }) => {
  await page.goto("/");
  await alive(page.getByRole("tab", { name: "One text" }));
  await page.getByRole("tab", { name: "One text" }).focus();
  await page.keyboard.press("ArrowRight");
  const many = page.getByRole("tab", { name: "Many texts" });
  await expect(many).toBeFocused();
  await expect(many).toHaveAttribute("aria-selected", "true");
  await expect(page.getByLabel("Texts, one per line")).toBeVisible();
  await expect.poll(() => new URL(page.url()).searchParams.get("tab")).toBe("many");
  await page.keyboard.press("Home");
  await expect(page.getByRole("tab", { name: "One text" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(many).toBeFocused();
  await page.reload();
  await expect(many).toHaveAttribute("aria-selected", "true");
});

test("Escape gives up a slow request and keeps the quick read", async ({ page }) => {
  await page.route("**/api/ai/sentiment", () => {});
  await page.goto("/");
  await field(page).fill("Ether jumps 8% as spot funds take in record inflows");
  await analyse(page).click();
  await expect(page.locator('[data-source="quick"]')).toBeVisible();
  await expect(page.getByText("quick read, the server is reading")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Cancel/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("quick read, the server was cancelled")).toBeVisible();
  await expect(verdict(page)).toContainText("Bullish");
});
