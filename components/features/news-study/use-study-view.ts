"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { parseStudyView, type StudyView, writeStudyView } from "./study-view";

/** What is shown, from the address, and a way to change it; each change is a step that the back button takes back. */
export function useStudyView(): readonly [StudyView, (change: Partial<StudyView>) => void] {
  const query = useSearchParams();
  const view = useMemo(() => parseStudyView(query), [query]);
  const change = useCallback((wish: Partial<StudyView>) => {
    // From the address itself: two changes in one turn must not undo each other.
    const here = new URLSearchParams(location.search);
    const next = writeStudyView({ ...parseStudyView(here), ...wish }, here);
    if (String(next) !== String(here)) history.pushState(null, "", `${location.pathname}?${next}`);
  }, []);
  return [view, change];
}
