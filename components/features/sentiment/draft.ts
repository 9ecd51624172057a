import { toCategory } from "@/components/blocks/category-words";
import type { Category } from "@/lib/contracts/verdict";

/** What a person has put in. */
export interface Draft {
  readonly text: string;
  readonly category: Category;
  readonly browser: boolean;
}

export const emptyDraft: Draft = { text: "", category: "crypto", browser: false };

export const sameDraft = (a: Draft, b: Draft): boolean =>
  a.category === b.category && a.browser === b.browser && a.text === b.text;

/** Longer texts stay out of the address: some servers and chats cut a link. */
export const LINK_TEXT_LIMIT = 1_500;

/** The two parts of an address that can carry a draft. */
export interface Address {
  readonly search: string;
  readonly hash: string;
}

const ours = ["text", "category", "browser"];

/** The draft that an address carries, or null where it carries none. A text in the fragment stays on this device. */
export function draftFromAddress({ search, hash }: Address): Draft | null {
  const apart = readDraft(hash.replace(/^#/u, ""));
  return apart ? { ...apart, browser: true } : readDraft(search);
}

function readDraft(part: string): Draft | null {
  const params = new URLSearchParams(part);
  const text = params.get("text");
  if (text === null || text.trim() === "") return null;
  return { text, category: toCategory(params.get("category")), browser: params.get("browser") === "1" };
}

/**
 * The query and fragment of a draft, keeping what is not ours (a theme, for one). What this browser reads alone goes
 * into the fragment: browsers do not send it.
 */
export function addressOf(draft: Draft, search: string): string {
  const kept = new URLSearchParams(search);
  for (const key of [...ours, "tab"]) kept.delete(key);
  const apart = new URLSearchParams();
  if (draft.text !== "" && draft.text.length <= LINK_TEXT_LIMIT) {
    const into = draft.browser ? apart : kept;
    into.set("text", draft.text);
    if (draft.category !== emptyDraft.category) into.set("category", draft.category);
  }
  return `${prefixed("?", kept)}${prefixed("#", apart)}`;
}

const prefixed = (mark: string, params: URLSearchParams): string => (params.size === 0 ? "" : `${mark}${params}`);
