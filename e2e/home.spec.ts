import { declineModel } from "./browser-screen";
import { alive, analyse, expect, expectNoAxeFaults, field, fromServer, test, verdict } from "./screen";

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
  await expect(page.getByRole("button", { name: /jumps.*bullish, weight/ })).toBeVisible();
  await expect(page.getByTestId("engine")).toContainText("on the server");
  await page.getByText("As a table").click();
  await expect(page.getByRole("row", { name: /jumps/ })).toBeVisible();
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

test("without its only known word a text would be unsure, as it would be when read so", async ({ page }) => {
  await page.goto("/?text=Bullish");
  await fromServer(page);
  await page.locator("button.mark").first().click();
  await expect(page.getByText(/^Without “?Bullish.* this would be unsure\.$/)).toBeVisible();
});

test("the weight of a word goes with its verdict", async ({ page }) => {
  await page.goto(`/?text=${encodeURIComponent(GOOD)}`);
  await fromServer(page);
  await field(page).fill(BAD);
  await analyse(page).click();
  // The verdict before stands until this one is here.
  await expect(page.getByTestId("highlighted")).toHaveText(BAD);
  await fromServer(page);
  await page.locator("button.mark").first().focus();
  const weight = page.getByText(/leans \w+, weight/);
  await expect(weight).toBeVisible();
  await page.goBack();
  await expect(page.getByTestId("highlighted")).toHaveText(GOOD);
  await expect(weight).toHaveCount(0);
});

test("a text whose link would be too long for a server stays out of the address", async ({ page }) => {
  await page.goto("/");
  await field(page).fill("بیت‌کوین ".repeat(150));
  await analyse(page).click();
  await fromServer(page);
  await expect.poll(() => new URL(page.url()).search).toBe("");
  await expect(page.getByRole("button", { name: "Copy a link to this text" })).toHaveCount(0);
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
  await expect.poll(() => new URL(page.url()).search).toBe("");
  await page.getByRole("button", { name: "Undo clear" }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get("text")).toBe(BAD);
  await expect(field(page)).toHaveValue(BAD);
  await expect(page.getByLabel("Category")).toHaveValue("news");
  await expect(verdict(page)).toContainText("Bearish");
});

test("every example runs on a click", async ({ page }) => {
  await page.goto("/");
  const examples = page.getByRole("region", { name: "Examples" }).getByRole("button");
  expect(await examples.count()).toBeGreaterThanOrEqual(6);
  await alive(examples.first());
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
  await expect.poll(() => new URL(page.url()).searchParams.get("text")).toBe(BAD);
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
  await expect
    .poll(() => page.evaluate(() => sessionStorage.getItem("barometer:draft")))
    .toContain('"category":"social"');
  await page.reload();
  await expect(field(page)).toHaveValue("half a thought about ether");
  await expect(page.getByLabel("Category")).toHaveValue("social");
});

test("in the browser alone nothing is sent", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/");
  await declineModel(page);
  await field(page).fill(BAD);
  await analyse(page).click();
  await expect(page.locator('[data-source="browser"]')).toBeVisible();
  await expect(verdict(page)).toContainText("Bearish");
  await expect(page.getByTestId("engine")).toContainText("in your browser");
  expect(asked).not.toContain("/api/ai/sentiment");
});

test("in the browser alone no request ever carries the text: not a reload, not a way there and back", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const sent: string[] = [];
  page.on("request", (request) =>
    sent.push([request.url(), request.postData() ?? "", JSON.stringify(request.headers())].join(" ")),
  );
  const here = expect(page.locator('[data-source="browser"]'));
  await page.goto("/");
  await declineModel(page);
  await field(page).fill("Xylophone bridge drained of $190M");
  await analyse(page).click();
  await here.toBeVisible();
  await expect.poll(() => new URL(page.url()).hash).toContain("text=Xylophone");
  await page.reload();
  await here.toBeVisible();
  await expect(page.getByLabel("Run in my browser")).toBeChecked();
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "API" }).click();
  await expect(page.getByRole("heading", { name: "Use via API" })).toBeVisible();
  await page.goBack();
  await here.toBeVisible();
  await expect(field(page)).toHaveValue("Xylophone bridge drained of $190M");
  await page.getByRole("button", { name: "Copy a link to this text" }).click();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect([link.search, link.hash]).toEqual(["", "#text=Xylophone+bridge+drained+of+%24190M"]);
  await page.getByRole("link", { name: "Skip to content" }).press("Enter");
  await here.toBeVisible();
  expect(sent.length).toBeGreaterThan(5);
  expect(sent.filter((request) => request.includes("Xylophone"))).toEqual([]);
});

test("a link of the older form, and ticking the box, move the text out of what is sent", async ({ page }) => {
  await page.goto(`/?text=${encodeURIComponent(BAD)}&browser=1`);
  await expect(page.locator('[data-source="browser"]')).toBeVisible();
  await expect(page).toHaveURL(/\/#text=Bridge/);
  await page.goto(`/?text=${encodeURIComponent(GOOD)}`);
  await fromServer(page);
  await declineModel(page);
  await expect(page).toHaveURL(/\/#text=Ether/);
});

test("after an edit the verdict says that it is of an earlier text, and nothing moves", async ({ page }) => {
  await page.goto(`/?text=${encodeURIComponent(GOOD)}`);
  await fromServer(page);
  const badge = page.getByText("of an earlier text");
  await expect(badge).toHaveCount(0);
  const before = await page.getByTestId("highlighted").boundingBox();
  await field(page).fill(`${GOOD}.`);
  await expect(badge).toBeVisible();
  expect(await page.getByTestId("highlighted").boundingBox()).toEqual(before);
  await expectNoAxeFaults(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNoAxeFaults(page);
  await field(page).fill(GOOD);
  await expect(badge).toHaveCount(0);
  await page.getByLabel("Category").selectOption("news");
  await expect(badge).toBeVisible();
});

test("a neutral verdict says why it is neutral", async ({ page }) => {
  await page.goto(`/?text=${encodeURIComponent("Regulator asks for comments on its custody rules")}`);
  await fromServer(page);
  await expect(verdict(page)).toContainText("Neutral");
  const marks = await page.locator("button.mark").count();
  const words = marks > 0 ? /The marked words lean, but are too weak to decide/ : /nothing in it leans either way; /;
  await expect(page.getByText(words).first()).toBeVisible();
});

test("without JavaScript the page says what still works", async ({ browser, baseURL }) => {
  const page = await browser.newPage({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  await page.goto("/");
  await page.getByRole("link", { name: "see how to ask it" }).click();
  await expect(page.getByRole("heading", { name: "Use via API" })).toBeVisible();
  await page.close();
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
  expect(await copied("Copy this request as JS")).toContain("await fetch(");
  expect(await copied("Copy this request as Python")).toContain("urlopen");
  const link = new URL(await copied("Copy a link to this text"));
  expect(link.searchParams.get("text")).toContain(GOOD);
});

test("a closed clipboard is shown and told, and the keyboard stays on the button", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("closed")) } });
    document.execCommand = () => false;
  });
  await page.goto(`/?text=${encodeURIComponent(GOOD)}`);
  await fromServer(page);
  const copy = page.getByRole("button", { name: "Copy this request as curl" });
  await copy.press("Enter");
  await expect(copy).toHaveText("not copied");
  await expect(copy).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "the clipboard is closed here" })).toBeAttached();
  await expect(copy).toHaveText("curl");
});
