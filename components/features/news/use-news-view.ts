"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { formatNewsView, type NewsView, parseNewsView } from "./news-view";

export type ChangeView = (wish: Partial<NewsView>, how?: "step" | "quiet" | "letters") => void;

/**
 * What is shown, from the address, and a way to change it. Each change is a step that the back button takes back, but for what is quiet.
 * Letters are a step where a search begins with them, and quiet after that.
 */
export function useNewsView(): readonly [NewsView, ChangeView] {
  const query = useSearchParams();
  const view = useMemo(() => parseNewsView(query), [query]);
  const change = useCallback<ChangeView>((wish, how = "step") => {
    // From the address itself: two changes in one turn must not undo each other.
    const here = new URLSearchParams(location.search);
    const now = parseNewsView(here);
    const next = formatNewsView({ ...now, ...wish }, here);
    if (next === formatNewsView(now, here)) return;
    const address = `${location.pathname}${next}`;
    const isQuiet = how === "quiet" || (how === "letters" && now.q.trim() !== "");
    if (isQuiet) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }, []);
  return [view, change];
}
