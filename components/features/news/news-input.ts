import { type KnownNews, moodWindow } from "./mood-window";
import type { NewsView } from "./news-view";

/** Stories of one page: the first is made by the server and travels inside the page. */
const PAGE = 40;

const given = <Value extends string>(key: string, value: Value | null) => (value === null ? {} : { [key]: value });

/** What the API is asked for, of a view; without a cursor. */
export const toNewsInput = (view: NewsView) => ({
  limit: PAGE,
  ...(view.q.trim() === "" ? {} : { q: view.q.trim() }),
  ...toFilter(view),
  ...given("from", view.from),
  ...given("to", view.to),
  ...(view.copies ? { copies: "all" as const } : {}),
});

/** What its mood strip asks for: the label is what it tells, and a search has no strip of its own. */
export const toMoodInput = (view: NewsView, known: KnownNews | null, now: number) => ({
  ...moodWindow(view, known, now),
  ...given("symbol", view.coin),
  ...given("source", view.source),
  ...given("language", view.language),
});

const toFilter = (view: NewsView) => ({
  ...given("symbol", view.coin),
  ...(view.label === null ? {} : { label: view.label }),
  ...given("source", view.source),
  ...given("language", view.language),
});
