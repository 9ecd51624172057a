"use client";

import { useSyncExternalStore } from "react";
import { defaultPreferences, PREFERENCES_KEY, type Preferences, parsePreferences } from "./preferences";

let current: Preferences | null = null;
const listeners = new Set<() => void>();

// What the head script wrote on the page is the truth: it knows the address and the storage.
const read = (): Preferences => {
  const { theme, colours, motion } = document.documentElement.dataset;
  current ??= parsePreferences(JSON.stringify({ theme, colours, motion }));
  return current;
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function changePreferences(change: Partial<Preferences>): void {
  current = { ...read(), ...change };
  Object.assign(document.documentElement.dataset, current);
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
