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
    const now = parseNewsView(new URLSearchParams(location.search));
    const next = formatNewsView({ ...now, ...wish });
    if (next === formatNewsView(now)) return;
    const address = `${location.pathname}${next}`;
    if (how === "quiet") history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }, []);
  return [view, change];
}
