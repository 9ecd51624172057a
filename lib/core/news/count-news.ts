import type { NewsIndex } from "./create-news-index";
import type { NewsFilter } from "./news-archive";

/** How many a filter means, as of a moment. */
export function countNews(index: NewsIndex, filter: NewsFilter, asOf: number, folded: boolean): number {
  const order = index.inOrder();
  const matches = index.matcher(filter, asOf, folded);
  const { from = -Infinity, to = Infinity } = filter;
  let count = 0;
  for (let place = index.before(from), end = index.before(to); place < end; place += 1) {
    if (matches(order[place] ?? 0)) count += 1;
  }
  return count;
}
