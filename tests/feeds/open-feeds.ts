import { createFeedSources } from "../../lib/adapters/feeds/create-feed-sources";
import type { ResolveHost } from "../../lib/adapters/feeds/create-host-resolver";
import type { FeedEntry } from "../../lib/adapters/feeds/feed-entry";
import type { FoundItem } from "../../lib/core/news/news-item";
import type { Harvest, NewsSource } from "../../lib/core/news/news-source";

export const entryOf = (url: string, more: Partial<FeedEntry> = {}): FeedEntry => ({
  slug: "paper",
  name: "The Paper",
  url,
  home: null,
  kind: "outlet",
  language: "en",
  alsoHosts: [],
  ...more,
});

/** Sources over feeds, with a clock that can be put forward. */
export function openFeeds(
  feeds: readonly FeedEntry[],
  {
    privateHosts = [],
    intervalMs = 60_000,
    resolve,
  }: { privateHosts?: readonly string[]; intervalMs?: number; resolve?: ResolveHost } = {},
) {
  let ahead = 0;
  const warnings: string[] = [];
  const { sources, close } = createFeedSources({
    feeds,
    privateHosts,
    intervalMs,
    clock: {
      now: () => performance.now() + ahead,
      wall: () => Date.now() + ahead,
      pause: () => new Promise((go) => setImmediate(go)),
    },
    warn: (event, fields) => warnings.push(`${event} ${fields.feed} ${fields.detail}`),
    ...(resolve === undefined ? {} : { resolve }),
  });
  return {
    sources,
    warnings,
    close,
    putForward: (ms: number) => {
      ahead += ms;
    },
  };
}

export const ask = (source: NewsSource | undefined, state: string | null = null): ReturnType<NewsSource["ask"]> => {
  if (source === undefined) throw new Error("there is no such source");
  return source.ask({ state, signal: new AbortController().signal });
};

/** All items of a harvest, the state after them, and how many could not be used. */
export async function takeAll(
  harvest: Harvest | null,
): Promise<{ readonly items: readonly FoundItem[]; readonly state: string | null; readonly unusable: number }> {
  const items: FoundItem[] = [];
  if (harvest === null) return { items, state: null, unusable: 0 };
  for await (const portion of harvest.portions) items.push(...portion);
  return { items, state: harvest.state(), unusable: harvest.unusable() };
}
