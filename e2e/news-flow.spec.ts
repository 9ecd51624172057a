import { answerNews, moveTo, newsAnswer, newsItem, open, PAGE, paged, rows } from "./news-answers";
import { expect, refusal, test } from "./screen";

test("the last page that was pressed for leaves the focus at its first story", async ({ page }) => {
  await answerNews(page, paged(PAGE * 4 + 10));
  await open(page);
  await moveTo(page, "?q=numbered");
  await expect(rows(page).first()).toContainText("Story number 0");
  await expect(rows(page)).toHaveCount(PAGE);
  for (let times = 1; times <= 3; times += 1) {
    await rows(page).last().scrollIntoViewIfNeeded();
    await expect(rows(page)).toHaveCount(PAGE * (times + 1));
  }
  await page.getByRole("button", { name: "More stories" }).press("Enter");
  await expect(rows(page)).toHaveCount(PAGE * 4 + 10);
  await expect(page.getByText("These are all.")).toBeVisible();
  await expect(rows(page).nth(PAGE * 4)).toBeFocused();
});

test("a filter that is changed while the next page is under way gives it up, and Back goes on from there", async ({
  page,
}) => {
  let isHeld = true;
  await answerNews(page, (query) => (query.has("label") ? newsAnswer([newsItem(0)]) : paged(120)(query)));
  await page.route(/\/api\/ai\/data\/news\?.*cursor=/, async (route) => {
    // Not answered: the page gives it up.
    if (!isHeld) await route.fallback();
  });
  await open(page);
  await moveTo(page, "?q=numbered");
  await expect(rows(page).first()).toContainText("Story number 0");
  await expect(rows(page)).toHaveCount(PAGE);
  await rows(page).last().scrollIntoViewIfNeeded();
  await expect(page.getByRole("button", { name: "Loading more stories" })).toBeVisible();
  await page.getByRole("button", { name: "Bullish only" }).click();
  await expect(page).toHaveURL("/news?q=numbered&label=bullish");
  await expect(rows(page)).toHaveCount(1);
  isHeld = false;
  await page.goBack();
  await expect(page).toHaveURL("/news?q=numbered");
  await expect(page.getByRole("button", { name: "More stories", exact: true })).toBeVisible();
  await rows(page).last().scrollIntoViewIfNeeded();
  await expect.poll(() => rows(page).count()).toBeGreaterThanOrEqual(PAGE * 2);
});

test("a next page that comes after the new stories were put in does not take them away", async ({ page }) => {
  let added = 0;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.clock.install();
  await answerNews(page, (query) => {
    if (query.get("q") !== "fresh") return null;
    const at = Number(query.get("cursor") ?? 0);
    const items = Array.from({ length: PAGE }, (_, place) => newsItem(at + place));
    if (at > 0) return newsAnswer(items, { total: 2 * PAGE });
    const fresh = Array.from({ length: added }, (_, place) => newsItem(900 + place, { title: `New story ${place}` }));
    return newsAnswer([...fresh, ...items], { total: 2 * PAGE, next: String(PAGE) });
  });
  await page.route(/\/api\/ai\/data\/news\?.*cursor=/, async (route) => {
    await held;
    await route.fallback();
  });
  await open(page);
  await moveTo(page, "?q=fresh");
  await expect(rows(page).first()).toContainText("Story number 0");
  await expect(rows(page)).toHaveCount(PAGE);
  added = 2;
  await page.clock.runFor(61_000);
  await expect(page.getByTestId("fresh")).toHaveText("2 new stories");
  await rows(page).last().scrollIntoViewIfNeeded();
  await expect(page.getByRole("button", { name: "Loading more stories" })).toBeVisible();
  await page.getByTestId("fresh").click();
  await expect(rows(page).first()).toContainText("New story 0");
  release();
  await page.clock.runFor(1_000);
  await expect(rows(page).first()).toContainText("New story 0");
  await expect(page.getByTestId("fresh")).toBeHidden();
});

test("a next page that is no more to be had is not asked for again: the list begins anew", async ({ page, watch }) => {
  watch.allow(refusal);
  await answerNews(page, paged(120));
  await page.route(/\/api\/ai\/data\/news\?.*cursor=/, (route) =>
    route.fulfill({
      status: 400,
      contentType: "application/problem+json",
      body: JSON.stringify({
        code: "invalid_cursor",
        detail: "The cursor is of another archive.",
        request_id: "req-4",
      }),
    }),
  );
  await open(page);
  await moveTo(page, "?q=numbered");
  await expect(rows(page).first()).toContainText("Story number 0");
  await expect(rows(page)).toHaveCount(PAGE);
  await rows(page).last().scrollIntoViewIfNeeded();
  await expect(page.getByText("More stories could not be loaded.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Retry now" })).toHaveCount(0);
  await page.getByRole("button", { name: "Show the list anew" }).press("Enter");
  await expect(page.getByText("More stories could not be loaded.")).toBeHidden();
  await expect(rows(page).first()).toBeFocused();
});

test("a mood that failed alone says so: that of another question does not stand for it", async ({ page, watch }) => {
  watch.allow(refusal);
  await open(page);
  await expect(page.getByTestId("mood-strip")).toBeVisible();
  let failing = true;
  await page.route(/\/api\/ai\/data\/news\/mood/, (route) =>
    failing
      ? route.fulfill({
          status: 503,
          contentType: "application/problem+json",
          body: JSON.stringify({ code: "unavailable", detail: "The archive is away.", request_id: "req-8" }),
        })
      : route.fallback(),
  );
  await page
    .getByRole("region", { name: "Coins in the news of this time" })
    .getByRole("button", { name: /^BTC/ })
    .click();
  await expect(page).toHaveURL("/news?coin=BTC");
  await expect(page.getByText("The mood could not be loaded.")).toBeVisible();
  await expect(page.getByTestId("mood-strip")).toHaveCount(0);
  await expect(page.getByTestId("mood-summary")).toBeEmpty();
  await expect(rows(page).first()).toBeVisible();
  failing = false;
  await page.getByRole("button", { name: "Retry now" }).click();
  await expect(page.getByTestId("mood-strip")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Mood of the news about BTC" })).toBeVisible();
});

test("without a connection before the first story is opened, a story and the study tab say what is missing", async ({
  page,
  context,
  watch,
}) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED|Failed to load resource|Failed to load chunk/);
  await open(page, "?coin=BTC");
  await expect(page.getByTestId("mood-summary")).toHaveText(/stor|Stor/);
  await context.setOffline(true);
  await rows(page).first().focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("story-body")).toBeVisible();
  await expect(page.getByTestId("story-body").getByTestId("not-loaded")).toContainText("could not be loaded");
  await page.getByRole("tab", { name: "Event study" }).click();
  await expect(page.getByTestId("not-loaded")).toContainText("The event study could not be loaded.");
  await page.getByRole("tab", { name: "Stories" }).click();
  await expect(rows(page).first()).toBeVisible();
  await context.setOffline(false);
});

test("what comes and goes above the stories moves none of them", async ({ page, context, watch }) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  const failed = [
    { source: "feed-a", name: "A", code: "timed_out" as const, detail: "late", retry_after_s: 60, last_ok_at: null },
  ];
  let state: "fine" | "partial" | "away" = "fine";
  await page.clock.install();
  await answerNews(page, (query) => {
    if (query.get("q") !== "still") return null;
    return newsAnswer([newsItem(0), newsItem(1)], { failed: state === "partial" ? failed : [] });
  });
  await page.route(/\/api\/ai\/data\/news\?.*q=still/, (route) =>
    state === "away"
      ? route.fulfill({
          status: 503,
          contentType: "application/problem+json",
          body: JSON.stringify({ code: "unavailable", detail: "The archive is away.", request_id: "req-5" }),
        })
      : route.fallback(),
  );
  for (const width of [360, 1280]) {
    state = "fine";
    await page.setViewportSize({ width, height: 900 });
    await open(page);
    await moveTo(page, "?q=still");
    await expect(rows(page)).toHaveCount(2);
    const top = () =>
      rows(page)
        .nth(1)
        .evaluate((node) => Math.round(node.getBoundingClientRect().top + scrollY));
    const before = await top();
    state = "partial";
    await page.clock.runFor(61_000);
    await expect(page.getByTestId("sources")).toBeVisible();
    expect(await top()).toBe(before);
    await page.getByText("See why").click();
    await expect(page.getByTestId("sources").locator("li")).toBeVisible();
    expect(await top()).toBe(before);
    await page.getByText("See why").click();
    state = "away";
    await page.clock.runFor(61_000);
    await expect(page.getByRole("alert").filter({ hasText: "The archive is away." })).toBeVisible();
    await expect(page.getByText("What was loaded before stays.")).toBeVisible();
    expect(await top()).toBe(before);
    await context.setOffline(true);
    await expect(page.getByTestId("offline")).toBeVisible();
    expect(await top()).toBe(before);
    await context.setOffline(false);
  }
});

test("a count in the title goes with the stories' tab", async ({ page }) => {
  let added = 0;
  await page.clock.install();
  await answerNews(page, (query) => {
    if (query.get("q") !== "fresh") return null;
    const fresh = Array.from({ length: added }, (_, at) => newsItem(900 + at));
    return newsAnswer([...fresh, newsItem(0), newsItem(1)], { total: 2 + added });
  });
  await open(page);
  await moveTo(page, "?q=fresh");
  await expect(rows(page)).toHaveCount(2);
  added = 3;
  await page.clock.runFor(61_000);
  await expect(page).toHaveTitle("(3) News · Barometer");
  await page.getByRole("tab", { name: "Event study" }).click();
  await expect(page).toHaveTitle("News · Barometer");
});
