import type { NewsIndex } from "../../core/news/create-news-index";
import type { ListedItem } from "../../core/news/news-archive";

const MOST_OUTLETS = 12;

/** How many others an item of a story stands among, and who told it, as of then. */
export function placeInStory(index: NewsIndex, storyNo: number, asOf: number): Omit<ListedItem, "item"> {
  const { items, outlets } = index.copiesOf(storyNo, asOf, MOST_OUTLETS);
  return { copies: items - 1, outlets };
}
