"use client";

import { useCallback, useEffect, useState } from "react";
import { type Draft, draftFromQuery, emptyDraft, queryOf } from "./draft";
import { loadDraft, saveDraft } from "./draft-store";

/**
 * The draft, kept over a reload and carried by the address. `onArrive` gets the draft of an address that was opened or
 * gone back to, and null where the address carries none.
 */
export function useDraft(onArrive: (draft: Draft | null) => void) {
  const [draft, setDraft] = useState(emptyDraft);
  const [restored, setRestored] = useState(false);

  useEffect(() => {
    const linked = draftFromQuery(location.search);
    const kept = linked ?? loadDraft();
    if (kept) setDraft(kept);
    setRestored(true);
    if (linked) onArrive(linked);

    const travel = () => {
      const there = draftFromQuery(location.search);
      if (there) setDraft(there);
      onArrive(there);
    };
    addEventListener("popstate", travel);
    return () => removeEventListener("popstate", travel);
  }, [onArrive]);

  useEffect(() => {
    if (restored) saveDraft(draft);
  }, [draft, restored]);

  /** Writes what is being asked into the address, as a step that "back" undoes. */
  const record = useCallback((asked: Draft) => {
    const query = queryOf(asked, location.search);
    if (query !== location.search) history.pushState(null, "", `${location.pathname}${query}`);
  }, []);

  return { draft, setDraft, record };
}
