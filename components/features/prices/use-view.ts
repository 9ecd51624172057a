"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { formatView, type PricesView, parseView } from "./prices-view";

/** What is shown, from the address, and a way to change it; each change is a step that the back button takes back. */
export function useView(): readonly [PricesView, (change: Partial<PricesView>) => void] {
  const query = useSearchParams();
  const view = useMemo(() => parseView(query), [query]);
  const change = useCallback((wish: Partial<PricesView>) => {
    // From the address itself: two changes in one turn must not undo each other.
    const now = parseView(new URLSearchParams(location.search));
    const next = formatView({ ...now, ...wish });
    if (next !== formatView(now)) history.pushState(null, "", `${location.pathname}${next}`);
  }, []);
  return [view, change];
}
