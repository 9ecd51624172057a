import type { NewsAnswer } from "@/lib/contracts/functions/news";
import type { KeptList } from "./kept-lists";

export interface Fresh {
  readonly count: number;
  /** There may be more than are counted: none of the newest page is listed. */
  readonly isMore: boolean;
  /** What is listed is sample news, and real news has come in: or the other way round. */
  readonly isOther: boolean;
}

/**
 * Stories of the newest first page that are not listed. What stands after the last one listed there moved up from the next page, as
 * others were folded: that is no news.
 */
export function countFresh(list: Pick<KeptList, "items" | "first">, latest: NewsAnswer): Fresh {
  const isOther = list.first.archive.sample !== latest.archive.sample;
  const listed = new Set(list.items.map(({ id }) => id));
  const last = latest.items.findLastIndex(({ id }) => listed.has(id));
  const fresh = last === -1 ? latest.items : latest.items.slice(0, last).filter(({ id }) => !listed.has(id));
  return { count: fresh.length, isMore: last === -1 && latest.next !== null, isOther };
}
