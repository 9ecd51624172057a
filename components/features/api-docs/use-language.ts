"use client";

import { useSyncExternalStore } from "react";

export const languages = ["curl", "JavaScript", "Python"] as const;
export type Language = (typeof languages)[number];

let chosen: Language = "curl";
const listeners = new Set<() => void>();

/** The language of all snippets of the page: choosing it once is enough. */
export function useLanguage(): [Language, (language: Language) => void] {
  const language = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen,
    () => "curl" as const,
  );
  return [language, choose];
}

function choose(language: Language): void {
  chosen = language;
  for (const listener of listeners) listener();
}
