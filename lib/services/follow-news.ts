import type { Outcome } from "../core/failure";
import type { StoryFinder } from "../core/news/create-story-finder";
import type { NewsArchive } from "../core/news/news-archive";
import type { NewsRelay } from "../core/news/news-relay";
import { isDated } from "../core/news/sort-at";

/** Under which the archive keeps how far it has followed. */
const KEY = "relay";

/** Takes in what another server brought since the last time; gives how many items. What is there already is left as it is. */
export async function followNews(deps: {
  readonly relay: NewsRelay;
  readonly archive: NewsArchive;
  readonly stories: Pick<StoryFinder, "add">;
  readonly kept: () => void;
  readonly signal: AbortSignal;
}): Promise<Outcome<number>> {
  const { relay, archive, stories, kept, signal } = deps;
  const place = await archive.stateOf(KEY, signal);
  if (!place.ok) return place;
  const news = await relay.follow(place.value);
  if (!news.ok) return news;
  let count = 0;
  for (const { at, items } of news.value.portions) {
    const appended = await archive.append({ items, states: new Map([[KEY, at]]) });
    if (!appended.ok) return appended;
    for (const item of items) if (item.version === 1) stories.add({ ...item, isDated: isDated(item.published) });
    count += items.length;
    kept();
  }
  return { ok: true, value: count };
}
