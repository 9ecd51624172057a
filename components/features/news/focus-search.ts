/** The search field, which is always there. */
export const SEARCH_ID = "news-search";

/** Takes the focus of what is about to go, so that keys go on from a place. A finger needs none: a field would bring its keyboard up. */
export function focusSearch(): void {
  if (!matchMedia("(pointer: coarse)").matches) document.getElementById(SEARCH_ID)?.focus({ preventScroll: true });
}
