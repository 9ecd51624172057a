"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { formatNewsView, type NewsView, parseNewsView } from "./news-view";

export type ChangeView = (wish: Partial<NewsView>, how?: "step" | "quiet") => void;

/**
 * What is shown, from the address, and a way to change it. Each change is a step that the back button takes back, but for what is quiet:
 * letters of a search.
 */
export function useNewsView(): readonly [NewsView, ChangeView] {
  const query = useSearchParams();
  const view = useMemo(() => parseNewsView(query), [query]);
  const change = useCallback<ChangeView>((wish, how = "step") => {
    // From the address itself: two changes in one turn must not undo each other.
    const here = new URLSearchParams(location.search);
    const now = parseNewsView(here);
    const next = new URLSearchParams(formatNewsView({ ...now, ...wish }));
    // What is not of this panel stays: which tab is open.
    const tab = here.get("tab");
    if (tab !== null) next.set("tab", tab);
    const text = next.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
    const to = text === "" ? "" : `?${text}`;
    if (to === location.search) return;
    const address = `${location.pathname}${to}`;
    if (how === "quiet") history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }, []);
  return [view, change];
}
