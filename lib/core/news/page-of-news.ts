import type { NewsIndex } from "./create-news-index";
import type { NewsPlace, NewsQuery } from "./news-archive";

/** What stands on a page, by `seq`, the newest first; and the place of the next one. */
export interface PageOfNews {
  readonly seqs: readonly number[];
  readonly next: NewsPlace | null;
}

/** A page by time, as of a moment. */
export function pageOfNews(index: NewsIndex, query: NewsQuery, asOf: number): PageOfNews {
  const order = index.inOrder();
  const matches = index.matcher(query, asOf, query.folded);
  const { after, limit, from = -Infinity, to = Infinity } = query;
  const least = index.before(from);
  const most = Math.min(index.before(to), after ? index.before(after.at, after.id) : order.length);
  const seqs: number[] = [];
  for (let place = most - 1; place >= least; place -= 1) {
    const seq = order[place] ?? 0;
    if (!matches(seq)) continue;
    const last = seqs.at(-1);
    if (seqs.length === limit && last !== undefined) {
      return { seqs, next: { at: index.sortAtOf(last), id: index.idOf(last), asOf, of: index.of } };
    }
    seqs.push(seq);
  }
  return { seqs, next: null };
}
