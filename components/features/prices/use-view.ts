"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { formatView, type PricesView, parseView } from "./prices-view";

const nothing = () => () => {};

const ofLook = ["__theme", "__embed", "embed"];

/** The address of a view. What the present one says of theme and frame stays: the view knows nothing of it. */
function addressOf(view: string): string {
  const query = [...new URLSearchParams(location.search)].filter(([name]) => ofLook.includes(name));
  const kept = new URLSearchParams(query).toString();
  return `${location.pathname}${view}${kept === "" ? "" : `${view === "" ? "?" : "&"}${kept}`}`;
}

/** What is shown, from the address, and a way to change it; each change is a step that the back button takes back. */
export function useView(): readonly [PricesView, (change: Partial<PricesView>) => void] {
  const query = useSearchParams();
  // The clock of the server is not that of the reader: what it made is taken over in UTC.
  const isHere = useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  );
  const view = useMemo<PricesView>(() => {
    const asked = parseView(query);
    return isHere ? asked : { ...asked, zone: "utc" };
  }, [query, isHere]);
  // Coins over the cap, or named twice, are not shown: the address must not name them either.
  useEffect(() => {
    const asked = parseView(query);
    if ((query.get("with") ?? "") !== asked.compare.join(","))
      history.replaceState(null, "", addressOf(formatView(asked)));
  }, [query]);
  const change = useCallback((wish: Partial<PricesView>) => {
    // From the address itself: two changes in one turn must not undo each other.
    const now = parseView(new URLSearchParams(location.search));
    const next = formatView(parseView(new URLSearchParams(formatView({ ...now, ...wish }))));
    if (next !== formatView(now)) history.pushState(null, "", addressOf(next));
  }, []);
  return [view, change];
}
