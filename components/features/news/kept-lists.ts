import type { NewsAnswer } from "@/lib/contracts/functions/news";
import type { NewsRow } from "@/lib/contracts/news";
import { createCappedCache } from "@/lib/core/create-capped-cache";

/** What is listed of one question: its first page as it was, and all that was loaded since. */
export interface KeptList {
  readonly first: NewsAnswer;
  readonly items: readonly NewsRow[];
  readonly next: string | null;
}

const MOST_LISTS = 6;
const lists = createCappedCache<KeptList>(MOST_LISTS);

/** Lists of this visit, so that who comes back finds the page as long as it was. */
export const keptList = (key: string): KeptList | null => lists.get(key) ?? null;

export const keepList = (key: string, list: KeptList): void => lists.set(key, list);
