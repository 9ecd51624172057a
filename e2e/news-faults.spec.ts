import { crowding } from "./crowding";
import { answerNews, moveTo, newsAnswer, newsItem, open, PAGE, paged, rows } from "./news-answers";
import { expect, expectNoAxeFaults, refusal, test } from "./screen";

test("titles of others are text: no script runs, no link leads astray, no neighbour is reordered", async ({
  page,
  watch,
}) => {
  // Of a coin that cannot be one no prices are to be had.
  watch.allow(refusal);
  const hostile = [
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">",
    "\u202eReversed from here on \u2066and isolated",
    "بیت‌کوین به بالاترین قیمت رسید 100K",
    "A plain story that stands last",
  ];
  const items = hostile.map((title, at) =>
    newsItem(at, {
      title,
      text: title,
      outlet: at === 1 ? "\u202eOutlet" : "Example Wire",
      url: at === 0 ? "javascript:document.title='owned'" : `https://news.example/${at}`,
      coins: [
        { symbol: "\u202eBTC", start: 0, end: 1, text: title.slice(0, 1) },
        { symbol: "ETH", start: 0, end: 1, text: title.slice(0, 1) },
      ],
      story: { id: String(at), copies: 4, outlets: ["\u202eOne", "Two"] },
    }),
  );
  await answerNews(page, (query) => (query.get("q") === "hostile" ? newsAnswer(items) : null));
  await open(page);
  await moveTo(page, "?q=hostile");
  await expect(rows(page)).toHaveCount(hostile.length);
  const shown = await rows(page).evaluateAll((nodes) => nodes.map((node) => node.querySelector("h3 bdi")?.textContent));
  expect(shown).toEqual(hostile);
  expect(await page.locator("main img, main script, main a[href^=javascript]").count()).toBe(0);
  await expect(page).toHaveTitle(/News · Barometer/);
  await expect(rows(page).first().getByRole("heading").getByRole("link")).toHaveCount(0);
  for (const at of [1, 2, 3]) {
    const link = rows(page).nth(at).getByRole("heading").getByRole("link");
    await expect(link).toHaveAttribute("rel", "noopener noreferrer");
    await expect(link).toHaveAttribute("target", "_blank");
  }
  // What stands beside a title keeps its side: coins in order, then the outlet, then the copies.
  const places = await rows(page).evaluateAll((nodes) =>
    nodes.map((node) => {
      const x = (selector: string, nth = 0) => node.querySelectorAll(selector)[nth]?.getBoundingClientRect().left ?? -1;
      const copies = [...node.querySelectorAll("span")].find((span) => span.textContent?.trim() === "· 4 copies");
      return {
        title: Math.round(x("h3")),
        coins: [Math.round(x("button[aria-pressed]")), Math.round(x("button[aria-pressed]", 1))],
        copiesAfterOutlet: (copies?.getBoundingClientRect().left ?? -1) > x("button[aria-pressed] + span bdi"),
        age: Math.round(x("time")),
      };
    }),
  );
  const plain = places.at(-1);
  for (const place of places) {
    expect(place.title).toBe(plain?.title);
    expect(place.coins[0]).toBe(plain?.coins[0]);
    expect(place.coins[1]).toBeGreaterThan(place.coins[0] ?? Number.POSITIVE_INFINITY);
    expect(place.copiesAfterOutlet).toBe(true);
    expect(place.age).toBe(plain?.age);
  }
  await rows(page).first().focus();
  await page.keyboard.press("Enter");
  expect(await page.getByTestId("highlighted").evaluate((node) => node.textContent)).toBe(hostile[0]);
  expect(await page.locator("main img, main script, main a[href^=javascript]").count()).toBe(0);
  await expectNoAxeFaults(page);
});

test("more stories come when the end is near, three times; then a press, and the footer can be reached", async ({
  page,
}) => {
  await answerNews(page, paged(400));
  await open(page);
  await moveTo(page, "?q=numbered");
  await expect(rows(page).first()).toContainText("Story number 0");
  await expect(rows(page)).toHaveCount(PAGE);
  await expect(rows(page).first()).toHaveAttribute("aria-setsize", "400");
  for (let times = 1; times <= 3; times += 1) {
    await rows(page).last().scrollIntoViewIfNeeded();
    await expect(rows(page)).toHaveCount(PAGE * (times + 1));
  }
  await page.getByRole("contentinfo").scrollIntoViewIfNeeded();
  await page.waitForTimeout(400);
  await expect(rows(page)).toHaveCount(PAGE * 4);
  await expect(page.getByRole("contentinfo")).toBeInViewport();
  await page.getByRole("button", { name: "More stories" }).click();
  await expect.poll(() => rows(page).count()).toBeGreaterThanOrEqual(PAGE * 5);
  expect(await rows(page).last().getAttribute("aria-posinset")).toBe(String(await rows(page).count()));
  // From the last story the list is left to what stands after it.
  await rows(page).last().focus();
  await page.keyboard.press("Control+End");
  await expect(page.getByRole("button", { name: "More stories" })).toBeFocused();
});

test("who comes back finds the list as long as it was, where it was", async ({ page }) => {
  await answerNews(page, paged(400));
  await open(page);
  await moveTo(page, "?q=numbered");
  await expect(rows(page).first()).toContainText("Story number 0");
  await expect(rows(page)).toHaveCount(PAGE);
  await rows(page).last().scrollIntoViewIfNeeded();
  await expect(rows(page)).toHaveCount(PAGE * 2);
  await rows(page).nth(60).scrollIntoViewIfNeeded();
  // Nothing more comes while it lies still.
  let listed = 0;
  await expect
    .poll(
      async () => {
        const before = listed;
        listed = await rows(page).count();
        return listed === before;
      },
      { intervals: [400] },
    )
    .toBe(true);
  const was = await page.evaluate(() => Math.round(scrollY));
  expect(was).toBeGreaterThan(1_500);
  await page.evaluate(() => document.querySelector<HTMLAnchorElement>('nav a[href="/prices"]')?.click());
  await expect(page).toHaveURL("/prices");
  await page.goBack();
  await expect(rows(page)).toHaveCount(listed);
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBeGreaterThan(was - 120);
  expect(await page.evaluate(() => Math.round(scrollY))).toBeLessThan(was + 120);
});

test("a thousand stories stay smooth", async ({ page }) => {
  test.setTimeout(60_000);
  await answerNews(page, (query) =>
    query.get("q") === "many"
      ? newsAnswer(
          Array.from({ length: 1_000 }, (_, at) => newsItem(at, { title: `Story ${at} ${"word ".repeat(at % 20)}` })),
        )
      : null,
  );
  await open(page);
  await moveTo(page, "?q=many");
  await expect(rows(page)).toHaveCount(1_000);
  await rows(page).first().focus();
  const frames = await page.evaluate(async () => {
    const gaps: number[] = [];
    let last = performance.now();
    for (let step = 0; step < 60; step += 1) {
      scrollBy(0, 300);
      await new Promise(requestAnimationFrame);
      gaps.push(performance.now() - last);
      last = performance.now();
    }
    return gaps.toSorted((one, other) => one - other);
  });
  const keyMs = await page.evaluate(async () => {
    const all = document.querySelectorAll<HTMLElement>("[data-story]");
    all[500]?.focus();
    await new Promise(requestAnimationFrame);
    const begun = performance.now();
    dispatchEvent(new KeyboardEvent("keydown", { key: "j" }));
    await new Promise(requestAnimationFrame);
    return document.activeElement === all[501] ? performance.now() - begun : Number.NaN;
  });
  console.log(
    `1,000 stories: median frame ${frames[30]?.toFixed(1)} ms, 95th ${frames[56]?.toFixed(1)} ms; a key ${keyMs.toFixed(1)} ms`,
  );
  expect(frames[30]).toBeLessThan(100 * crowding());
  expect(keyMs).toBeLessThan(500);
});

test("what came since is counted in a bar and put in on demand: nothing moves before", async ({ page }) => {
  let added = 0;
  await page.clock.install();
  await answerNews(page, (query) => {
    if (query.get("q") !== "fresh") return null;
    const news = Array.from({ length: added }, (_, at) => newsItem(900 + at, { title: `New story ${at}` }));
    return newsAnswer([...news, ...Array.from({ length: 30 }, (_, at) => newsItem(at))], { total: 30 + added });
  });
  await open(page);
  await moveTo(page, "?q=fresh");
  await expect(rows(page)).toHaveCount(30);
  await rows(page).nth(5).focus();
  const top = () =>
    rows(page)
      .nth(5)
      .evaluate((node) => Math.round(node.getBoundingClientRect().top));
  const before = await top();
  added = 12;
  await page.clock.runFor(61_000);
  await expect(page.getByTestId("fresh")).toHaveText("12 new stories");
  await expect(page).toHaveTitle("(12) News · Barometer");
  await expect(rows(page)).toHaveCount(30);
  expect(await top()).toBe(before);
  await expect(rows(page).nth(5)).toBeFocused();
  await expectNoAxeFaults(page);
  await page.getByTestId("fresh").click();
  await expect(rows(page)).toHaveCount(42);
  await page.clock.runFor(100);
  await expect(rows(page).first()).toContainText("New story 0");
  await expect(rows(page).first()).toBeFocused();
  await expect(page.getByTestId("fresh")).toBeHidden();
  await expect(page).toHaveTitle("News · Barometer");
});

test("sources that did not answer are counted, and named with the reason", async ({ page }) => {
  const failed = ["Feed one", "Feed two", "Feed three"].map((name, at) => ({
    source: `feed-${at}`,
    name,
    code: "timed_out" as const,
    detail: "it took too long",
    retry_after_s: 300,
    last_ok_at: at === 0 ? null : "2026-01-05T10:00:00.000Z",
  }));
  await answerNews(page, (query) => {
    const answer = newsAnswer([newsItem(0)], { failed });
    return query.get("q") === "partial"
      ? { ...answer, archive: { ...answer.archive, sources: 15, sources_ok: 12 } }
      : null;
  });
  await open(page);
  await moveTo(page, "?q=partial");
  await expect(page.getByText("12 of 15 sources answered; 3 did not.")).toBeVisible();
  await page.getByText("See why").click();
  await expect(page.getByTestId("sources")).toContainText(
    "Feed one: it took too long, asked again in 5 min; no answer yet.",
  );
  await expect(page.getByTestId("sources").locator("time").first()).toHaveAttribute("title", "2026-01-05 10:00 UTC");
  await expectNoAxeFaults(page);
});

test("a server that fails is named, what was listed stays for the same question, and a retry asks again", async ({
  page,
  watch,
}) => {
  watch.allow(refusal);
  let failing = false;
  await page.route(/\/api\/ai\/data\/news(\?|$)/, (route) =>
    failing
      ? route.fulfill({
          status: 503,
          contentType: "application/problem+json",
          body: JSON.stringify({ code: "unavailable", detail: "The archive is away.", request_id: "req-777" }),
        })
      : route.fallback(),
  );
  await open(page);
  failing = true;
  await page.getByRole("button", { name: "Bullish only" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The archive is away." })).toBeVisible();
  await expect(page.getByText("request req-777")).toBeVisible();
  await expect(page.getByText(/Retry in \d+ s\./)).toBeVisible();
  // Stories of another question would stand for this one.
  await expect(page.getByRole("feed")).toHaveCount(0);
  await expectNoAxeFaults(page);
  failing = false;
  await page.getByRole("button", { name: "Retry now" }).click();
  await expect(rows(page).first()).toContainText("bullish");
});

test("without a connection what is listed stays, and the page says so", async ({ page, context, watch }) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED/);
  await open(page);
  await context.setOffline(true);
  await expect(page.getByTestId("offline")).toContainText("There is no connection. What was loaded stays");
  await expect(rows(page).first()).toBeVisible();
  await expectNoAxeFaults(page);
  await page.getByRole("button", { name: "Bearish only" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "could not be reached" })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByTestId("offline")).toBeHidden();
  await expect(rows(page).first()).toContainText(/bearish|unclear/);
});

test("an item that nobody could read, one that is unclear, and one whose day is not known say so", async ({ page }) => {
  const { sentiment } = newsItem(0);
  await answerNews(page, (query) =>
    query.get("q") === "odd" && sentiment
      ? newsAnswer([
          newsItem(0, { sentiment: null }),
          newsItem(1, { sentiment: { ...sentiment, abstained: true, abstained_because: "too_short" } }),
          newsItem(2, { published_at: "2018-01-01T00:00:00.000Z", published_precision: "year" }),
        ])
      : null,
  );
  await open(page);
  await moveTo(page, "?q=odd");
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).nth(0)).toContainText("not read");
  await expect(rows(page).nth(1)).toContainText("unclear");
  await expect(rows(page).nth(2).locator("time")).toHaveText("2018");
  await rows(page).nth(1).getByRole("button", { name: "Open" }).click();
  await expect(page.getByTestId("story-body")).toContainText("there is too little in it to judge");
  await rows(page).nth(2).getByRole("button", { name: "Open" }).click();
  await expect(page.getByTestId("story-facts")).toContainText("2018, day not known");
});
