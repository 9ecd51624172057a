"use client";

import { useSyncExternalStore } from "react";
import { languages } from "./languages";
import { defaultPreferences, PREFERENCES_KEY, type Preferences, parsePreferences } from "./preferences";

let current: Preferences | null = null;
const listeners = new Set<() => void>();

// What the head script wrote on the page is the truth: it knows the address and the storage.
const read = (): Preferences => {
  current ??= parsePreferences(JSON.stringify(document.documentElement.dataset));
  return current;
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function changePreferences(change: Partial<Preferences>): void {
  current = { ...read(), ...change };
  const { documentElement } = document;
  Object.assign(documentElement.dataset, current);
  // Whoever chooses a theme has the last word, until the page is loaded anew.
  if (change.theme !== undefined) delete documentElement.dataset.themeFrom;
  documentElement.lang = current.language;
  documentElement.dir = languages[current.language].dir;
  try {
    // Onto what is stored, not onto what is shown: a theme that the address asks for is not a choice.
    const stored = parsePreferences(localStorage.getItem(PREFERENCES_KEY));
    localStorage.setItem(PREFERENCES_KEY, JSON.stringify({ ...stored, ...change }));
  } catch {
    // Storage is closed (a frame of another site): the choice holds until the page is left.
  }
  for (const listener of listeners) listener();
}

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, read, () => defaultPreferences);

/** Whether the address decides which theme is shown (`?__theme=dark`), and not a choice. */
export const useAddressTheme = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => document.documentElement.dataset.themeFrom === "address",
    () => false,
  );
