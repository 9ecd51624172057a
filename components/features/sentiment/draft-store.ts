import { toCategory } from "@/components/blocks/category-words";
import { MAX_TEXT_LENGTH } from "@/lib/contracts/limits";
import type { Draft } from "./draft";
import { toEngine } from "./engine-choice";

const KEY = "barometer:draft";

// Storage may be closed (a frame of another site) or full: the draft then lives as long as the page.
// A text too long to be read is not kept: writing megabytes at each key would block the page.
export function saveDraft(draft: Draft): void {
  try {
    if (draft.text.length > MAX_TEXT_LENGTH) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(draft));
  } catch {}
}

export function loadDraft(): Draft | null {
  try {
    const raw: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    if (typeof raw !== "object" || raw === null || !("text" in raw) || typeof raw.text !== "string") return null;
    const category =
      "category" in raw && typeof raw.category === "string" ? toCategory(raw.category) : toCategory(null);
    const engine = toEngine("engine" in raw ? raw.engine : null);
    return { text: raw.text, category, engine, browser: "browser" in raw && raw.browser === true };
  } catch {
    return null;
  }
}
