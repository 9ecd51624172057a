import type { Page, Route } from "@playwright/test";
import type { NewsAnswer } from "../lib/contracts/functions/news";
import type { NewsStoryAnswer } from "../lib/contracts/functions/news-story";
import type { NewsRow } from "../lib/contracts/news";
import { expect } from "./screen";

const START = Date.parse("2026-01-05T12:00:00Z");

/** An item by its number: the first is the newest. */
export function newsItem(at: number, own: Partial<NewsRow> = {}): NewsRow {
  const id = (at + 1).toString(16).padStart(24, "0");
  const title = own.title ?? `Story number ${at} about Bitcoin`;
  const time = new Date(START - at * 60_000).toISOString();
  return {
    id,
    title,
    text: title,
    url: `https://news.example/${at}`,
    outlet: "Example Wire",
    source: { key: "feed-example", name: "Example Wire" },
    published_at: time,
    published_precision: "second",
    first_seen_at: time,
    version: 1,
    version_at: time,
    language: "en",
    coins: [],
    sentiment: {
      label: "bullish",
      confidence: 0.8,
      scores: { bullish: 0.8, neutral: 0.1, bearish: 0.1 },
      engine: "embedded_model",
      model: "barometer-sentiment",
      abstained: false,
      abstained_because: null,
      calibrated: true,
      reasons: [],
      explained_by: null,
      model_revision: "0000000000000000",
      dtype: "int8",
      scored_at: time,
    },
    story: { id, copies: 0, outlets: ["Example Wire"] },
    sample: false,
    ...own,
  };
}

export const newsAnswer = (items: readonly NewsRow[], own: Partial<NewsAnswer> = {}): NewsAnswer => ({
  success: true,
  items: [...items],
  next: null,
  total: items.length,
  archive: {
    sample: false,
    items: items.length,
    stories: items.length,
    first: items.at(-1)?.first_seen_at ?? null,
    last: items[0]?.first_seen_at ?? null,
    kept_at: items[0]?.first_seen_at ?? null,
    sources: 1,
    sources_ok: 1,
  },
  failed: [],
  ...own,
});

type Answer = (query: URLSearchParams, route: Route) => NewsAnswer | null;

/** Stands in for lists of news; null leaves it to the server. */
export async function answerNews(page: Page, answer: Answer): Promise<void> {
  // One of these opened: the server does not know it.
  await page.route(/\/api\/ai\/data\/news\/0{12}/, (route) => {
    const item = newsItem(0);
    return route.fulfill({ json: { success: true, item, versions: [item], copies: [] } satisfies NewsStoryAnswer });
  });
  await page.route(/\/api\/ai\/data\/news(\?|$)/, async (route) => {
    const own = answer(new URL(route.request().url()).searchParams, route);
    if (own === null) await route.fallback();
    else await route.fulfill({ json: own });
  });
}

/** Moves within the page: what it asks then passes by the routes of a test, as what the server makes does not. */
export const moveTo = (page: Page, query: string): Promise<void> =>
  page.evaluate((address) => history.pushState(null, "", address), `/news${query}`);

export const rows = (page: Page) => page.getByRole("feed").getByRole("article");
export const PAGE = 40;

export async function open(page: Page, query = ""): Promise<void> {
  await page.goto(`/news${query}`);
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByTestId("mood-summary")).toHaveText(/stor|Stor/);
  // Drawn by the page itself: what is pressed or moved before it is alive is lost.
  await expect(page.getByTestId("mood-strip")).toBeVisible();
}

/** Pages of numbered stories, by a cursor that is a number. */
export const paged = (most: number) => (query: URLSearchParams) => {
  if (query.get("q") !== "numbered") return null;
  const at = Number(query.get("cursor") ?? 0);
  const items = Array.from({ length: Math.min(PAGE, most - at) }, (_, place) => newsItem(at + place));
  return newsAnswer(items, { total: most, next: at + PAGE < most ? String(at + PAGE) : null });
};
