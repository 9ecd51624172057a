import type { NewsAnswer } from "@/lib/contracts/functions/news";
import type { KeptList } from "./kept-lists";

export interface Fresh {
  readonly count: number;
  /** There may be more than are counted: none of the newest page is listed. */
  readonly isMore: boolean;
  /** What is listed is sample news, and real news has come in: or the other way round. */
  readonly isOther: boolean;
}

/** Stories of the newest first page that stand before all that are listed. */
export function countFresh(list: Pick<KeptList, "items" | "first">, latest: NewsAnswer): Fresh {
  const isOther = list.first.archive.sample !== latest.archive.sample;
  const listed = new Set(list.items.map(({ id }) => id));
  const at = latest.items.findIndex(({ id }) => listed.has(id));
  const count = at === -1 ? latest.items.length : at;
  return { count, isMore: at === -1 && latest.next !== null, isOther };
}
