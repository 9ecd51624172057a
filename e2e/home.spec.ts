import { analyse, expect, field, fromServer, test, verdict } from "./screen";

const GOOD = "Ether jumps 8% as spot funds take in record inflows";
const BAD = "Bridge drained of $190M, team halts withdrawals";

test("reads while typing, then answers with a verdict, meters and reasons", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveTitle("Barometer: the mood of the crypto market");
  await field(page).fill(GOOD);
  await expect(page.getByText(/quick read while you type:.*bullish/)).toBeVisible();
  await expect(page.getByText(`${GOOD.length} / 20,000`)).toBeVisible();
  await analyse(page).click();
  await fromServer(page);
  await expect(verdict(page)).toContainText("Bullish");
  const meters = page.getByRole("meter");
  await expect(meters).toHaveCount(3);
  const shares = await meters.evaluateAll((all) => all.map((meter) => Number(meter.getAttribute("aria-valuenow"))));
  expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100);
  await expect(page.getByRole("button", { name: /jumps 8%.*bullish, weight/ })).toBeVisible();
  await expect(page.getByTestId("engine")).toContainText("on the server");
  await page.getByText("As a table").click();
  await expect(page.getByRole("row", { name: /jumps 8%/ })).toBeVisible();
  await page.getByText("Details", { exact: true }).click();
  await expect(page.getByText('"request_id"')).toBeVisible();
});

test("a muted word is taken out and the text read again", async ({ page }) => {
  await page.goto("/");
  await field(page).fill(BAD);
  await analyse(page).click();
  await fromServer(page);
  const mark = page.locator("button.mark").first();
  const words = await mark.textContent();
  await mark.focus();
  await expect(page.getByText(/leans bearish, weight −/)).toBeVisible();
  await mark.press("Enter");
  await expect(mark).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText(new RegExp(`Without “?.*${words?.slice(0, 5)}.*this would`))).toBeVisible();
  await mark.press("Enter");
  await expect(page.getByText("this would")).toHaveCount(0);
});

test("clear can be undone, with the verdict", async ({ page }) => {
  await page.goto("/");
  await field(page).fill(BAD);
  await page.getByLabel("Category").selectOption("news");
  await analyse(page).click();
  await fromServer(page);
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(field(page)).toHaveValue("");
  await expect(field(page)).toBeFocused();
  await expect(verdict(page)).toHaveText("No verdict yet");
  await page.getByRole("button", { name: "Undo clear" }).click();
  await expect(field(page)).toHaveValue(BAD);
  await expect(page.getByLabel("Category")).toHaveValue("news");
  await expect(verdict(page)).toContainText("Bearish");
});

test("every example runs on a click", async ({ page }) => {
  await page.goto("/");
  const examples = page.getByRole("region", { name: "Examples" }).getByRole("button");
  expect(await examples.count()).toBeGreaterThanOrEqual(6);
  for (const example of await examples.all()) {
    await example.click();
    await fromServer(page);
    const text = await field(page).inputValue();
    await expect(example).toContainText(text);
    await expect(page.getByTestId("highlighted")).toHaveText(text);
  }
});

test("the address carries the text: a link runs it, back and forward go through it", async ({ page }) => {
  await page.goto(`/?text=${encodeURIComponent(GOOD)}&category=social`);
  await fromServer(page);
  await expect(verdict(page)).toContainText("Bullish");
  await expect(page.getByLabel("Category")).toHaveValue("social");
  await field(page).fill(BAD);
  await analyse(page).click();
  await expect(verdict(page)).toContainText("Bearish");
  expect(new URL(page.url()).searchParams.get("text")).toBe(BAD);
  await page.goBack();
  await expect(field(page)).toHaveValue(GOOD);
  await expect(verdict(page)).toContainText("Bullish");
  await page.goForward();
  await expect(field(page)).toHaveValue(BAD);
  await expect(verdict(page)).toContainText("Bearish");
});

test("what was typed survives a reload", async ({ page }) => {
  await page.goto("/");
  await field(page).fill("half a thought about ether");
  await page.getByLabel("Category").selectOption("social");
  await page.reload();
  await expect(field(page)).toHaveValue("half a thought about ether");
  await expect(page.getByLabel("Category")).toHaveValue("social");
});

test("in the browser alone nothing is sent", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/");
  await page.getByLabel("Run in my browser").check();
  await field(page).fill(BAD);
  await analyse(page).click();
  await expect(page.locator('[data-source="browser"]')).toBeVisible();
  await expect(verdict(page)).toContainText("Bearish");
  await expect(page.getByTestId("engine")).toContainText("in this browser");
  expect(asked).not.toContain("/api/ai/sentiment");
});

test("copies the request exactly as it was sent", async ({ page, context, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/");
  await field(page).fill(`It's "up" $(date) \`x\`\n${GOOD}`);
  const request = page.waitForRequest("**/api/ai/sentiment");
  await analyse(page).click();
  const sent = (await request).postData() ?? "";
  await fromServer(page);
  const copied = async (name: string) => {
    await page.getByRole("button", { name }).click();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const curl = await copied("Copy this request as curl");
  expect(curl).toContain(`'${baseURL}/api/ai/sentiment'`);
  expect(curl.replaceAll(`'\\''`, "'")).toContain(sent);
  expect(await copied("Copy this request as JavaScript")).toContain("await fetch(");
  expect(await copied("Copy this request as Python")).toContain("urlopen");
  const link = new URL(await copied("Copy a link to this text"));
  expect(link.searchParams.get("text")).toContain(GOOD);
});
