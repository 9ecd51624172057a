import { toCategory } from "@/components/blocks/category-words";
import type { Category } from "@/lib/contracts/verdict";
import { BEST, toEngine } from "./engine-choice";

/** What a person has put in. */
export interface Draft {
  readonly text: string;
  readonly category: Category;
  readonly engine: string;
  readonly browser: boolean;
}

export const emptyDraft: Draft = { text: "", category: "crypto", engine: BEST, browser: false };

export const sameDraft = (a: Draft, b: Draft): boolean =>
  a.category === b.category && a.browser === b.browser && a.engine === b.engine && a.text === b.text;

/** Longer queries and fragments are not written: servers and chats cut a link. A letter may take nine characters. */
export const LINK_LIMIT = 4_000;

/** The two parts of an address that can carry a draft. */
export interface Address {
  readonly search: string;
  readonly hash: string;
}

const ours = ["text", "category", "engine", "browser"];

/** The draft that an address carries, or null where it carries none. A text in the fragment stays on this device. */
export function draftFromAddress({ search, hash }: Address): Draft | null {
  const apart = readDraft(hash.replace(/^#/u, ""));
  return apart ? { ...apart, browser: true } : readDraft(search);
}

function readDraft(part: string): Draft | null {
  const params = new URLSearchParams(part);
  const text = params.get("text");
  if (text === null || text.trim() === "") return null;
  return {
    text,
    category: toCategory(params.get("category")),
    engine: toEngine(params.get("engine")),
    browser: params.get("browser") === "1",
  };
}

/**
 * The query and fragment of a draft, keeping what is not ours (a theme, for one). What this browser reads alone goes
 * into the fragment: browsers do not send it.
 */
export function addressOf(draft: Draft, search: string): string {
  const kept = new URLSearchParams(search);
  for (const key of [...ours, "tab"]) kept.delete(key);
  const own = new URLSearchParams();
  if (draft.text !== "") own.set("text", draft.text);
  if (draft.category !== emptyDraft.category) own.set("category", draft.category);
  if (draft.engine !== emptyDraft.engine) own.set("engine", draft.engine);
  if (draft.text === "" || own.toString().length > LINK_LIMIT) return prefixed("?", kept);
  if (draft.browser) return `${prefixed("?", kept)}${prefixed("#", own)}`;
  return prefixed("?", new URLSearchParams([...kept, ...own]));
}

/** Whether the address can hold the text. */
export const fitsLink = (draft: Draft): boolean => addressOf(draft, "") !== "";

const prefixed = (mark: string, params: URLSearchParams): string => (params.size === 0 ? "" : `${mark}${params}`);
