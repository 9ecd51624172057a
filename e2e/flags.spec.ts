import { flag } from "../lib/contracts/functions/flag";
import { flags } from "../lib/contracts/functions/flags";
import { expect, expectNoAxeFaults, expectNoSidewaysScroll, fromServer, refusal, test } from "./screen";
import { type Server, startServer } from "./server";

// The whole of a page is looked at for what axe finds, several times.
test.describe.configure({ timeout: 90_000 });

// A text of its own for each test: they share the list of the server.
const addressOf = (text: string): string => `/?text=${encodeURIComponent(text)}`;

const listOf = async (url = "") => flags.output.parse(await (await fetch(`${url}${flags.path}?limit=500`)).json());

test("a verdict is flagged by keyboard alone, and stands in the list and in the file", async ({ page, baseURL }) => {
  const text = "Hack fears ease as exchange restores withdrawals, flagged by keyboard";
  await page.goto(addressOf(text));
  await fromServer(page);
  const button = page.getByRole("button", { name: "Flag", exact: true });
  await expect(button).toHaveAttribute("aria-expanded", "false");
  await button.focus();
  await page.keyboard.press("Enter");
  const form = page.getByRole("form", { name: "Flag this verdict" });
  await expect(form).toBeVisible();
  await expectNoAxeFaults(page);
  // Each thing in its turn, from the first field on; Escape leads back.
  await expect(form.getByRole("radio", { name: "Not said" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(form).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(form.getByRole("radio", { name: "Not said" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(form.getByRole("radio", { name: "Bullish" })).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(form.getByLabel("What is wrong")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.type("Fears that ease are good news.");
  await page.keyboard.press("Tab");
  const consent = form.getByRole("checkbox", { name: /^Saves this text and the verdict on this server; whoever can/ });
  await expect(consent).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Saved on this server/)).toBeVisible();
  await expect(form).toBeHidden();
  await expect(button).toBeFocused();
  await expect(page.getByRole("link", { name: "flagged verdicts (CSV)" })).toHaveAttribute(
    "href",
    `${flags.path}?format=csv`,
  );
  await expectNoAxeFaults(page);

  const saved = (await listOf(baseURL)).flags.filter((one) => one.text === text);
  expect(saved).toMatchObject([
    { text, category: "crypto", expected: "bullish", reason: "wrong_label", comment: "Fears that ease are good news." },
  ]);
  await page.getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings" });
  const download = page.waitForEvent("download");
  await dialog.getByRole("link", { name: "CSV" }).click();
  const file = await (await download).createReadStream();
  let csv = "";
  for await (const piece of file) csv += piece;
  expect((await download).suggestedFilename()).toBe("barometer-flags.csv");
  expect(csv).toContain(saved[0]?.id);
});

test("without consent nothing is sent, and what the server refuses is said where it was asked", async ({
  page,
  baseURL,
  watch,
}) => {
  watch.allow(refusal);
  const text = "Bitcoin trades flat, flagged without consent";
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith(flag.path)) sent.push(request.postData() ?? "");
  });
  await page.goto(addressOf(text));
  await fromServer(page);
  await page.getByRole("button", { name: "Flag", exact: true }).click();
  const form = page.getByRole("form", { name: "Flag this verdict" });
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByRole("checkbox")).toBeFocused();
  expect(sent).toEqual([]);

  await form.getByRole("checkbox").check();
  await page.route(`**${flag.path}`, (route) =>
    route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      body: JSON.stringify({
        code: "unavailable",
        status: 503,
        detail: "The file of flags is full (20 MB): nothing was saved.",
      }),
    }),
  );
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByRole("alert")).toHaveText("Not saved. The file of flags is full (20 MB): nothing was saved.");
  await expectNoAxeFaults(page);
  await page.unroute(`**${flag.path}`);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^Saved on this server/)).toBeVisible();
  expect((await listOf(baseURL)).flags.filter((one) => one.text === text)).toHaveLength(1);
  // Another text is another verdict.
  await page.getByRole("region", { name: "Examples" }).getByRole("button").first().click();
  await expect(page.getByText(/^Saved on this server/)).toBeHidden();
});

test("what this browser read alone is not offered to a server", async ({ page }) => {
  await page.goto("/#text=Bitcoin%20rallies%209%25%20to%20a%20record");
  await expect(page.locator('[data-source="browser"]')).toBeVisible();
  await expect(page.getByRole("button", { name: /^Copy this request as curl/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Flag", exact: true })).toBeHidden();
});

for (const width of [360, 1280]) {
  test(`the form fits at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(addressOf("Solana fails to hold $140 as whales move coins to exchanges"));
    await fromServer(page);
    await page.getByRole("button", { name: "Flag", exact: true }).click();
    await expect(page.getByRole("form", { name: "Flag this verdict" })).toBeVisible();
    await expectNoSidewaysScroll(page);
  });
}

test.describe("in a Space", () => {
  let server: Server;
  test.beforeAll(async () => {
    test.setTimeout(90_000);
    server = await startServer({ SPACE_ID: "someone/barometer", USE_HF_API: "false" });
  });
  test.afterAll(() => server?.stop());

  test("flagging is off, unless it is switched on: no button, no download", async ({ browser }) => {
    const page = await browser.newPage();
    const known = page.waitForResponse((response) => response.url().endsWith("/api/ai/info"));
    await page.goto(`${server.url}${addressOf("Bitcoin rallies 9%")}`);
    await fromServer(page);
    expect((await (await known).json()).features).toEqual({ flagging: false });
    await expect(page.getByRole("button", { name: "Flag", exact: true })).toBeHidden();
    await page.getByRole("button", { name: "Settings" }).click();
    await expect(page.getByLabel("Language")).toBeVisible();
    await expect(page.getByText(/^Flagged verdicts/)).toBeHidden();
    expect((await fetch(`${server.url}${flags.path}`)).status).toBe(404);
    await page.close();
  });
});
