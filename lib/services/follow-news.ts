import type { Outcome } from "../core/failure";
import type { StoryFinder } from "../core/news/create-story-finder";
import type { NewsArchive } from "../core/news/news-archive";
import type { NewsRelay } from "../core/news/news-relay";
import { isDated } from "../core/news/sort-at";

/** Under which the archive keeps how far it has followed. */
const KEY = "relay";

/** Portions come a few at a time; one who missed a day of them goes on in the next round. */
const MOST_ASKS = 50;

export interface Followed {
  readonly items: number;
  /** Some of what was brought is gone: sources have to be asked for it. */
  readonly lost: boolean;
}

/** Takes in what another server brought since the last time. What is there already is left as it is. */
export async function followNews(deps: {
  readonly relay: NewsRelay;
  readonly archive: NewsArchive;
  readonly stories: Pick<StoryFinder, "add">;
  readonly kept: () => void;
  readonly signal: AbortSignal;
}): Promise<Outcome<Followed>> {
  const { relay, archive, stories, kept, signal } = deps;
  const place = await archive.stateOf(KEY, signal);
  if (!place.ok) return place;
  let [after, count, lost] = [place.value, 0, false];
  for (let ask = 0; ask < MOST_ASKS && !signal.aborted; ask += 1) {
    const news = await relay.follow(after);
    if (!news.ok) return news;
    lost ||= news.value.lost;
    for (const { at, items } of news.value.portions) {
      const appended = await archive.append({ items, states: new Map([[KEY, at]]) });
      if (!appended.ok) return appended;
      for (const item of items) if (item.version === 1) stories.add({ ...item, isDated: isDated(item.published) });
      [after, count] = [at, count + items.length];
      kept();
    }
    if (news.value.portions.length === 0) break;
  }
  return { ok: true, value: { items: count, lost } };
}
