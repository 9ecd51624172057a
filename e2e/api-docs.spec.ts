import type { Page } from "@playwright/test";
import { lowTargets } from "./layout";
import { alive, expect, expectNoAxeFaults, expectNoSidewaysScroll, refusal, test } from "./screen";

const PAGE = "/use-via-api";
const link = (page: Page) => page.getByRole("link", { name: "Use via API or MCP" });
const sheet = (page: Page) => page.getByRole("dialog", { name: "Use via API or MCP" });
const run = (page: Page) => page.getByRole("button", { name: "Run", exact: true });
const answer = (page: Page) => page.getByTestId("answer");
const done = (page: Page) => expect(page.locator('[data-testid="answer"][data-phase="done"]')).toBeVisible();
const snippet = (page: Page) => page.getByTestId("snippet").locator("pre");
const language = (page: Page, name: string) => page.getByTestId("snippet").getByRole("button", { name, exact: true });
const query = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

for (const scheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test.describe(`${scheme}, ${width} px`, () => {
      test.use({ colorScheme: scheme, viewport: { width, height: 800 } });

      test("the page, with an answer and with MCP: axe is content, nothing scrolls sideways", async ({ page }) => {
        test.slow();
        await page.goto(`${PAGE}?function=prices`);
        await alive(run(page));
        await run(page).click();
        await done(page);
        await page.getByText("fields of provenance").click();
        await expectNoAxeFaults(page);
        await expectNoSidewaysScroll(page);
        await page.getByRole("tab", { name: "MCP" }).click();
        await expectNoAxeFaults(page);
        await expectNoSidewaysScroll(page);
      });

      test("the sheet: axe is content, nothing scrolls sideways", async ({ page }) => {
        test.slow();
        await page.goto("/models/barometer-sentiment?view=api&function=news");
        await expect(sheet(page).getByRole("heading", { name: "News", exact: true })).toBeVisible();
        await expectNoAxeFaults(page);
        await expectNoSidewaysScroll(page);
        expect(await sheet(page).evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
      });
    });
  }
}

test("on a phone what is pressed is 44 px high", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto(PAGE);
  expect(await lowTargets(page, "main button:visible, main select:visible, main input[type=text]:visible")).toEqual([]);
});

test("from the footer by keyboard: the sheet opens, keeps the focus, closes on Escape and gives it back", async ({
  page,
}) => {
  await page.goto("/models/barometer-sentiment");
  await alive(link(page));
  await link(page).focus();
  await page.keyboard.press("Enter");
  await expect(sheet(page)).toBeVisible();
  await expect.poll(() => query(page)).toEqual({ view: "api" });
  await expect(sheet(page).getByRole("button", { name: "Close" })).toBeFocused();
  await expect(sheet(page).getByLabel("text", { exact: true })).toBeVisible();
  const outside = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      return activeElement !== document.body && activeElement?.closest("dialog") === null;
    });
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    expect(await outside()).toBe(false);
  }
  await page.keyboard.press("Escape");
  await expect(sheet(page)).toBeHidden();
  await expect(link(page)).toBeFocused();
  await expect.poll(() => query(page)).toEqual({});
});

test("the sheet is in the address: back closes it, forward opens it, a reload keeps function and language", async ({
  page,
}) => {
  await page.goto("/?text=Bitcoin%20rallies%209%25");
  await expect(page.locator('[data-source="server"]')).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/api/ai/sentiment") asked.push(request.url());
  });
  await link(page).click();
  await expect(sheet(page).getByRole("heading", { name: "Sentiment of a text" })).toBeVisible();
  await page.goBack();
  await expect(sheet(page)).toBeHidden();
  // Steps back over the history come a moment later.
  await expect.poll(() => query(page)).toEqual({ text: "Bitcoin rallies 9%" });
  await page.goForward();
  await expect(sheet(page)).toBeVisible();
  await sheet(page).getByRole("link", { name: "prices_quick" }).click();
  await language(page, "fetch").click();
  await expect
    .poll(() => query(page))
    .toEqual({
      text: "Bitcoin rallies 9%",
      view: "api",
      function: "prices_quick",
      lang: "fetch",
    });
  expect(asked).toEqual([]);
  await page.reload();
  await expect(sheet(page).getByRole("heading", { name: "Quick prices" })).toBeVisible();
  await expect(snippet(page)).toContainText("await fetch(");
  await sheet(page).getByRole("button", { name: "Close" }).click();
  await expect(sheet(page)).toBeHidden();
  // Steps back over the history come a moment later.
  await expect.poll(() => query(page)).toEqual({ text: "Bitcoin rallies 9%" });
});

test("the sheet is no part of the first load", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/models/barometer-sentiment", { waitUntil: "networkidle" });
  const before = asked.length;
  expect(asked).not.toContain("/use-via-api/functions.json");
  await link(page).click();
  await expect(sheet(page).getByLabel("text", { exact: true })).toBeVisible();
  expect(asked.slice(before)).toContain("/use-via-api/functions.json");
  expect(asked.slice(before).filter((path) => path.endsWith(".js")).length).toBeGreaterThan(0);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  test("the link leads to the page, and a link in the list to its function", async ({ page }) => {
    await page.goto("/models/barometer-sentiment");
    await link(page).click();
    await expect(page.getByRole("heading", { name: "Use via API" })).toBeVisible();
    await page.getByRole("link", { name: "event_study" }).click();
    await expect(page.getByRole("heading", { name: "Event study" })).toBeVisible();
    await page.getByRole("link", { name: "every function as text" }).click();
    await expect(page.locator("body")).toContainText("## event_study: Event study");
  });
});

test("what is typed changes the code, and is what is sent", async ({ page }) => {
  await page.goto(PAGE);
  await expect(snippet(page)).toContainText('category="crypto"');
  await page.getByLabel("text", { exact: true }).fill('It\'s "quoted" $(touch /tmp/owned)');
  await page.getByLabel("category", { exact: true }).selectOption("news");
  await page.getByLabel("explain", { exact: true }).uncheck();
  await expect(snippet(page)).toContainText('category="news"');
  await expect(snippet(page)).toContainText("explain=False");
  await language(page, "cURL").click();
  await expect(snippet(page)).toContainText("It'\\''s \\\"quoted\\\" $(touch /tmp/owned)");
  const [request] = await Promise.all([page.waitForRequest("**/api/ai/sentiment"), run(page).click()]);
  expect(request.postDataJSON()).toEqual({
    text: 'It\'s "quoted" $(touch /tmp/owned)',
    category: "news",
    explain: false,
  });
  await done(page);
  await expect(answer(page)).toContainText(/Status 200 · \d+ ms · request \S+/);
  await expect(answer(page)).toContainText('"reasons": []');
});

test("what is wrong is said where it is known: at the field, or by the server", async ({ page, watch }) => {
  watch.allow(refusal);
  await page.goto(`${PAGE}?function=prices`);
  await page.getByLabel("indicators", { exact: true }).fill('["rsi"');
  await expect(page.getByText("indicators is not JSON.")).toBeVisible();
  await run(page).click();
  await expect(page.getByLabel("indicators", { exact: true })).toBeFocused();
  await expect(answer(page)).toHaveCount(0);
  await page.getByLabel("indicators", { exact: true }).fill("");
  await page.getByLabel("days", { exact: true }).fill("a week");
  await run(page).click();
  await done(page);
  await expect(answer(page)).toContainText("Status 422");
  await expect(answer(page).getByRole("alert")).toBeVisible();
  await expect(answer(page)).toContainText('"validation_failed"');
});

test("a job is cancelled only with an id", async ({ page }) => {
  await page.goto(`${PAGE}?function=job_cancel&lang=curl`);
  await expect(page.getByText("Run ends something on this server.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop it" })).toHaveCount(0);
  await expect(snippet(page)).toContainText("-X DELETE");
  await expect(snippet(page)).toContainText("YOUR_JOB_ID");
  await run(page).click();
  await expect(page.getByText("id is part of the address: give it first.")).toBeVisible();
  await expect(page.getByLabel("id", { exact: true })).toBeFocused();
  await expect(answer(page)).toHaveCount(0);
  const made = await page.request.post("/api/ai/jobs", { data: { texts: ["Bitcoin climbs"] } });
  const { id } = await made.json();
  await page.getByLabel("id", { exact: true }).fill(id);
  await expect(snippet(page)).toContainText(id);
  await run(page).click();
  await done(page);
  await expect(answer(page)).toContainText("Status 200");
});

test("nothing is flagged before a person consents", async ({ page }) => {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && new URL(request.url()).pathname === "/api/ai/flags") sent.push(request.url());
  });
  await page.goto(`${PAGE}?function=flag`);
  const consent = page.getByLabel("consent", { exact: true });
  await expect(consent).not.toBeChecked();
  await alive(consent);
  await page.getByRole("button", { name: "A verdict that is wrong" }).click();
  await expect(consent).not.toBeChecked();
  await expect(page.getByText("Run saves something on this server.")).toBeVisible();
  await run(page).click();
  await expect(consent).toBeFocused();
  expect(sent).toEqual([]);
});

test("a file is written in the languages of REST alone", async ({ page }) => {
  await page.goto(`${PAGE}?function=news`);
  await expect(snippet(page)).toContainText("gradio_client");
  await page.getByLabel("format", { exact: true }).selectOption("rss");
  await expect(language(page, "Python")).toHaveCount(0);
  await expect(language(page, "cURL")).toHaveAttribute("aria-pressed", "true");
  await expect(snippet(page)).toContainText("format=rss");
  await page.getByLabel("format", { exact: true }).selectOption("json");
  await expect(snippet(page)).toContainText("gradio_client");
});

test("what was typed is there again after another tab, another function, and back", async ({ page }) => {
  await page.goto(PAGE);
  const text = page.getByLabel("text", { exact: true });
  await text.fill("typed before");
  await page.getByRole("tab", { name: "MCP" }).click();
  await page.getByRole("tab", { name: "Functions" }).click();
  await expect(text).toHaveValue("typed before");
  await page.getByRole("link", { name: "prices_quick" }).click();
  await page.getByRole("link", { name: "news_mood" }).click();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Quick prices" })).toBeVisible();
  await page.goBack();
  await expect(text).toHaveValue("typed before");
});

test("closing the sheet goes back over all its steps, and leaves a text in the fragment", async ({ page }) => {
  await page.goto("/#text=Bitcoin+falls");
  await alive(link(page));
  await link(page).click();
  for (const name of ["prices_quick", "news_mood"]) await sheet(page).getByRole("link", { name }).click();
  await expect.poll(() => new URL(page.url()).hash).toBe("#text=Bitcoin+falls");
  await page.goBack();
  await expect(sheet(page).getByRole("heading", { name: "Quick prices" })).toBeVisible();
  await sheet(page).getByRole("button", { name: "Close" }).click();
  await expect(sheet(page)).toBeHidden();
  await expect.poll(() => new URL(page.url()).href.endsWith("/#text=Bitcoin+falls")).toBe(true);
});

test("a function that is not there is named so", async ({ page }) => {
  await page.goto(`${PAGE}?function=nonsense`);
  await expect(page.getByText("There is no function of that name; this is sentiment.")).toBeVisible();
});

test("a second run keeps the answer of the first until its own is there", async ({ page }) => {
  await page.goto(PAGE);
  await run(page).click();
  await done(page);
  await page.route("**/api/ai/sentiment", async (route) => {
    await new Promise((later) => setTimeout(later, 800));
    await route.continue();
  });
  await run(page).click();
  await expect(page.locator('[data-testid="answer"][data-phase="running"] pre')).toContainText('"label"');
  await expect(answer(page).getByRole("status").first()).toHaveText("running");
  await done(page);
  await expect(answer(page).getByRole("status").first()).toHaveText("done");
});

test("a stream grows until it is called off", async ({ page }) => {
  await page.goto(`${PAGE}?function=overview`);
  await page.getByLabel("As a stream of events").check();
  await run(page).click();
  await expect(answer(page)).toContainText(/[2-9] events/, { timeout: 15_000 });
  await expect(answer(page).getByRole("status").first()).toHaveText("running");
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(answer(page)).toContainText("cancelled");
  await expect(run(page)).toBeFocused();
});

test("how each function did stands there, and that nothing was asked where nothing was", async ({ page, request }) => {
  await request.post("/api/ai/sentiment", { data: { text: "Bitcoin climbs" } });
  await page.goto(PAGE);
  await expect(page.getByTestId("figures")).toContainText(
    /Last 24 hours: [\d,]+ calls? · .*\b100% (of the others )?succeeded · p50 .+ · p90 .+ · p99/,
  );
  const calls = async () => {
    const [, told = "none"] = /: ([\d,]+) call/.exec((await page.getByTestId("figures").textContent()) ?? "") ?? [];
    return Number(told.replaceAll(",", ""));
  };
  const before = await calls();
  await run(page).click();
  await done(page);
  await expect.poll(calls, { timeout: 10_000 }).toBeGreaterThan(before);
});

test("MCP: the tools that are left on stand in the address and in what clients are told", async ({ page }) => {
  await page.goto(`${PAGE}?lang=mcp`);
  const url = page.getByTestId("mcp-url");
  await expect(url).toHaveText(/\/gradio_api\/mcp\/$/);
  await page.getByRole("button", { name: "None", exact: true }).click();
  await expect(url).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Copy the address of the MCP server" })).toHaveCount(0);
  await page.getByLabel(/^sentiment(?!_)/).check();
  await page.getByLabel(/^prices(?!_)/).check();
  await expect(url).toHaveText(/\/gradio_api\/mcp\/\?tools=sentiment,prices$/);
  await expect(page.getByText(/claude mcp add .*\?tools=sentiment,prices/)).toBeVisible();
});

test("llms.txt and llms-full.txt are plain text with this server's addresses", async ({ request, baseURL }) => {
  for (const path of ["/llms.txt", "/llms-full.txt"]) {
    const response = await request.get(path);
    expect(response.headers()["content-type"]).toBe("text/plain; charset=utf-8");
    const text = await response.text();
    expect(text).toMatch(/^# Barometer\n\n> /);
    expect(text).toContain(String(baseURL));
  }
});
