import type { Page, Route } from "@playwright/test";
import { modelLine, runHere } from "./browser-screen";
import { analyse, expect, field, fromServer, refusal, test, verdict } from "./screen";

const BAD = "Bridge drained of $190M, team halts withdrawals";

const problem =
  (status: number, code: string, more: object = {}) =>
  (route: Route) =>
    route.fulfill({
      status,
      headers: { "content-type": "application/problem+json", ...(status === 429 ? { "retry-after": "5" } : {}) },
      body: JSON.stringify({
        type: "about:blank",
        title: code,
        status,
        detail: "No.",
        instance: "/api/ai/sentiment",
        code,
        request_id: "req-e2e",
        ...more,
      }),
    });

test.beforeEach(({ watch }) => watch.allow(refusal));

for (const [name, answer] of [
  ["a lost connection", (route: Route) => route.abort("connectionrefused")],
  ["503", problem(503, "unavailable")],
  ["500", problem(500, "internal")],
  ["504", problem(504, "deadline_exceeded")],
  [
    "a proxy's own page",
    (route: Route) => route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" }),
  ],
  ["an answer of another shape", (route: Route) => route.fulfill({ json: { a: 1 } })],
] as const) {
  test(`${name}: the browser answers and says so`, async ({ page }) => {
    await page.route("**/api/ai/sentiment", answer);
    await page.goto("/");
    await field(page).fill(BAD);
    await analyse(page).click();
    await expect(page.locator('[data-source="browser"]')).toBeVisible();
    await expect(verdict(page)).toContainText("Bearish");
    await expect(page.getByText(/· read in your browser/)).toBeVisible();
    await page.unroute("**/api/ai/sentiment");
    await page.getByRole("button", { name: "Retry now" }).click();
    await fromServer(page);
    await expect(page.getByText(/· read in your browser/)).toHaveCount(0);
  });
}

test("429: counts down, then asks again by itself", async ({ page }) => {
  await page.route("**/api/ai/sentiment", problem(429, "rate_limited", { retry_after_s: 5 }), { times: 1 });
  await page.goto("/");
  await field(page).fill(BAD);
  await analyse(page).click();
  await expect(page.getByText(/The server is busy.*retry in [1-5] s · read in your browser/)).toBeVisible();
  // Announced once, without the seconds that change.
  await expect(
    page.getByRole("alert").filter({ hasText: /^The server is busy with your earlier requests$/ }),
  ).toBeVisible();
  await fromServer(page);
});

/** The reader of this browser never arrives. */
const withoutReader = (page: Page) =>
  page.route("**/_next/static/chunks/*.js", async (route) => {
    try {
      const answer = await route.fetch();
      if ((await answer.text()).includes("barometer-lexicon")) await route.abort("failed");
      else await route.fulfill({ response: answer });
    } catch {
      // What is still on its way when the test ends is of no use to anyone.
    }
  });

test("what is asked again is what was asked, not what stands in the field by then", async ({ page, watch }) => {
  watch.allow(/chunk|_next/i);
  await withoutReader(page);
  await page.route("**/api/ai/sentiment", problem(429, "rate_limited", { retry_after_s: 5 }), { times: 1 });
  await page.goto("/");
  const asked: unknown[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/ai/sentiment")) asked.push(request.postDataJSON());
  });
  await field(page).fill(BAD);
  await analyse(page).click();
  await expect(page.getByText(/The server is busy/)).toBeVisible();
  await field(page).fill("half a thought, not for anyone");
  await expect.poll(() => asked).toMatchObject([{ text: BAD }, { text: BAD }]);
  await fromServer(page);
  await expect(page.getByTestId("highlighted")).toHaveText(BAD);
});

test("in the browser alone a missing reader is not blamed on the server", async ({ page, watch }) => {
  watch.allow(/chunk|_next/i);
  await withoutReader(page);
  await page.goto("/");
  await runHere(page).check();
  await expect(modelLine(page)).toContainText("The model is out: this page could not be fetched as a whole");
  await field(page).fill(BAD);
  await analyse(page).click();
  await expect(page.getByText("The reader of this browser could not be loaded.")).toBeVisible();
  await expect(page.getByText("The server cannot answer now")).toHaveCount(0);
});

test("a refused text is shown at the field and never read by the browser instead", async ({ page }) => {
  const fields = [{ field: "text", code: "blank", message: "must not be blank" }];
  await page.route("**/api/ai/sentiment", problem(422, "validation_failed", { errors: fields }));
  await page.goto("/");
  await field(page).fill(BAD);
  await analyse(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "must not be blank" })).toBeVisible();
  await expect(field(page)).toHaveAttribute("aria-invalid", "true");
  await expect(verdict(page)).toHaveText("No verdict yet");
});

test("a blank or overlong text is stopped at the field", async ({ page }) => {
  await page.goto("/");
  const before = await analyse(page).boundingBox();
  await analyse(page).click();
  await expect(page.getByText("Write or paste a text first.")).toBeVisible();
  expect(await analyse(page).boundingBox()).toEqual(before);
  await expect(field(page)).toBeFocused();
  await field(page).fill("a".repeat(20_001));
  await expect(page.getByText("Shorten it to 20,000 characters or fewer.")).toBeVisible();
});

test("a newer request wins over an older one", async ({ page }) => {
  let first = true;
  await page.route("**/api/ai/sentiment", async (route) => {
    if (first) {
      first = false;
      await new Promise((resolve) => setTimeout(resolve, 800));
    }
    await route.continue().catch(() => {});
  });
  await page.goto("/");
  await field(page).fill("Ether jumps 8% as spot funds take in record inflows");
  await analyse(page).click();
  await field(page).fill(BAD);
  await analyse(page).click();
  await fromServer(page);
  await page.waitForTimeout(1_000);
  await expect(verdict(page)).toContainText("Bearish");
  await expect(page.getByTestId("highlighted")).toHaveText(BAD);
});

test("offline, untouched until then: an example is read in the browser", async ({ page, context }) => {
  await page.goto("/");
  await page.waitForTimeout(6_000);
  await context.setOffline(true);
  await page.getByRole("button", { name: /Bridge drained/ }).click();
  await expect(page.locator('[data-source="browser"]')).toBeVisible();
  await expect(verdict(page)).toContainText("Bearish");
  await context.setOffline(false);
});

test("offline after a quick read: the same reader answers", async ({ page, context }) => {
  await page.goto("/");
  await field(page).fill(BAD);
  await expect(page.getByText(/quick read while you type:.*bearish/)).toBeVisible();
  await context.setOffline(true);
  await analyse(page).click();
  await expect(page.locator('[data-source="browser"]')).toBeVisible();
  await expect(verdict(page)).toContainText("Bearish");
  await expect(page.getByText(/· read in your browser/)).toBeVisible();
  await context.setOffline(false);
});

test("the health chip looks again soon, and at once after an answer", async ({ page }) => {
  await page.route("**/api/ai/health", (route) => route.abort("connectionrefused"));
  await page.goto("/");
  await expect(page.getByRole("button", { name: /^Server: offline/ })).toBeVisible();
  await page.unroute("**/api/ai/health");
  await field(page).fill(BAD);
  await analyse(page).click();
  await expect(page.getByRole("button", { name: /^Server: healthy/ })).toBeVisible({ timeout: 2_500 });
  await page.route("**/api/ai/health", (route) => route.fulfill({ json: { a: 1 } }));
  await page.reload();
  await expect(page.getByRole("button", { name: /^Server: offline/ })).toBeVisible();
  await page.unroute("**/api/ai/health");
  await expect(page.getByRole("button", { name: /^Server: healthy/ })).toBeVisible({ timeout: 6_500 });
});

test("the health chip says when the server is gone", async ({ page }) => {
  await page.route("**/api/ai/health", (route) => route.abort("connectionrefused"));
  await page.goto("/");
  const chip = page.getByRole("button", { name: /^Server: offline/ });
  await expect(chip).toBeVisible();
  await chip.click();
  await expect(page.getByText("Texts are read in your browser.")).toBeVisible();
});
