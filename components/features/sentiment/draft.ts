import { toCategory } from "@/components/blocks/category-words";
import type { Category } from "@/lib/contracts/verdict";

/** What a person has put in. */
export interface Draft {
  readonly text: string;
  readonly category: Category;
  readonly browser: boolean;
}

export const emptyDraft: Draft = { text: "", category: "crypto", browser: false };

/** Longer texts stay out of the address: some servers and chats cut a link. */
export const LINK_TEXT_LIMIT = 1_500;

/** The draft that an address carries, or null where it carries none. */
export function draftFromQuery(query: string): Draft | null {
  const params = new URLSearchParams(query);
  const text = params.get("text");
  if (text === null || text.trim() === "") return null;
  return { text, category: toCategory(params.get("category")), browser: params.get("browser") === "1" };
}

/** The query of a draft, keeping what is not ours (a theme, for one). */
export function queryOf(draft: Draft, current: string): string {
  const params = new URLSearchParams(current);
  for (const key of ["text", "category", "browser", "tab"]) params.delete(key);
  if (draft.text !== "" && draft.text.length <= LINK_TEXT_LIMIT) {
    params.set("text", draft.text);
    if (draft.category !== emptyDraft.category) params.set("category", draft.category);
    if (draft.browser) params.set("browser", "1");
  }
  const query = params.toString();
  return query === "" ? "" : `?${query}`;
}
