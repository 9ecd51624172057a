import type { NewsAnswer } from "@/lib/contracts/functions/news";
import type { NewsRow } from "@/lib/contracts/news";

/** What is listed of one question: its first page as it was, and all that was loaded since. */
export interface KeptList {
  readonly first: NewsAnswer;
  readonly items: readonly NewsRow[];
  readonly next: string | null;
}

const MOST_LISTS = 6;
const lists = new Map<string, KeptList>();

/** Lists of this visit, so that who comes back finds the page as long as it was. */
export const keptList = (key: string): KeptList | null => lists.get(key) ?? null;

export function keepList(key: string, list: KeptList): void {
  lists.delete(key);
  lists.set(key, list);
  const [oldest] = lists.keys();
  if (lists.size > MOST_LISTS && oldest !== undefined) lists.delete(oldest);
}
