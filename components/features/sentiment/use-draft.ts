"use client";

import { useCallback, useEffect, useState } from "react";
import { addressOf, type Draft, draftFromAddress, emptyDraft } from "./draft";
import { loadDraft, saveDraft } from "./draft-store";

const here = (): string => `${location.search}${location.hash}`;

/** What the address says of the draft: a sheet over the page that opens or closes changes the address, and no text. */
const drafted = (): string => JSON.stringify(draftFromAddress(location));
let known = "";

const put = (address: string): void => {
  if (address !== here()) history.replaceState(null, "", `${location.pathname}${address}`);
  known = drafted();
};

/**
 * The draft, kept over a reload and carried by the address. `onArrive` gets the draft of an address that was opened or
 * gone back to, and null where the address carries none.
 */
export function useDraft(onArrive: (draft: Draft | null) => void) {
  const [draft, setDraft] = useState(emptyDraft);
  const [restored, setRestored] = useState(false);

  useEffect(() => {
    const linked = draftFromAddress(location);
    const kept = linked ?? loadDraft();
    if (kept) setDraft(kept);
    setRestored(true);
    if (linked) onArrive(linked);
    // A link of the older form has its text where the next reload would send it. The router listens a moment later.
    const moving = linked?.browser ? setTimeout(() => put(addressOf(linked, location.search))) : undefined;

    known = drafted();
    const travel = () => {
      if (drafted() === known) return;
      known = drafted();
      const there = draftFromAddress(location);
      // A step to a place in the page (#content) changes no text.
      if (!there && location.hash !== "") return;
      if (there) setDraft(there);
      onArrive(there);
    };
    addEventListener("popstate", travel);
    return () => {
      clearTimeout(moving);
      removeEventListener("popstate", travel);
    };
  }, [onArrive]);

  useEffect(() => {
    if (restored) saveDraft(draft);
  }, [draft, restored]);

  /** Writes what is being asked into the address, as a step that "back" undoes. */
  const record = useCallback((asked: Draft) => {
    const address = addressOf(asked, location.search);
    if (address !== here()) history.pushState(null, "", `${location.pathname}${address}`);
    known = drafted();
  }, []);

  /** Takes the text out of the address, and gives what puts it back. */
  const forget = useCallback(() => {
    const before = here();
    put(addressOf(emptyDraft, location.search));
    return () => put(before);
  }, []);

  /** From the query, which is sent, to the fragment, which is not. */
  const keepHere = useCallback(() => {
    const linked = draftFromAddress(location);
    if (linked) put(addressOf({ ...linked, browser: true }, location.search));
  }, []);

  return { draft, setDraft, record, forget, keepHere };
}
