"use client";

import { useCallback, useEffect, useState } from "react";
import { type DocsView, parseDocsView, writeDocsView } from "./docs-view";
import { stepsIn } from "./steps-in";

/**
 * What is shown, remembered in the address: a function or a tab is a step to go back from, a language is none. `names` are
 * the functions there are: a link to a place of the page names one too.
 */
export function useDocsView(
  first: DocsView,
  names: readonly string[],
): readonly [DocsView, (wish: Partial<DocsView>) => void] {
  const [view, setView] = useState(first);
  useEffect(() => {
    const follow = () => {
      const place = location.hash.slice(1);
      const there = parseDocsView(new URLSearchParams(location.search));
      setView(there.name === null && names.includes(place) ? { ...there, name: place } : there);
    };
    follow();
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, [names]);
  const change = useCallback(
    (wish: Partial<DocsView>) => {
      const next = { ...view, ...wish };
      const address = new URL(location.href);
      writeDocsView(next, address.searchParams);
      // Another hash is not ours: it may hold a text that must not be sent.
      if (names.includes(address.hash.slice(1))) address.hash = "";
      const steps = stepsIn(history.state);
      if (next.name === view.name && next.tab === view.tab) history.replaceState({ sheetSteps: steps }, "", address);
      else history.pushState({ sheetSteps: steps === 0 ? 0 : steps + 1 }, "", address);
      setView(next);
    },
    [view, names],
  );
  return [view, change];
}
