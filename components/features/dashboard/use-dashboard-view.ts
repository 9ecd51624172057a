"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type DashboardView, formatDashboardView, parseDashboardView } from "./dashboard-view";

export type ChangeView = (wish: Partial<DashboardView>) => void;

/** What is shown, from the address, and a way to change it: each change is a step that the back button takes back. */
export function useDashboardView(): readonly [DashboardView, ChangeView] {
  const query = useSearchParams();
  const view = useMemo(() => parseDashboardView(query), [query]);
  const change = useCallback<ChangeView>((wish) => {
    // From the address itself: two changes in one turn must not undo each other.
    const here = new URLSearchParams(location.search);
    const now = parseDashboardView(here);
    const next = formatDashboardView({ ...now, ...wish }, here);
    if (next !== formatDashboardView(now, here)) history.pushState(null, "", `${location.pathname}${next}`);
  }, []);
  return [view, change];
}
