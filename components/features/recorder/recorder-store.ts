"use client";

import { useSyncExternalStore } from "react";
import { emptyRecording, parseRecording, type Recording } from "./record-call";

const KEY = "barometer:recorder:v1";

let current: Recording | null = null;
const listeners = new Set<() => void>();

function read(): Recording {
  if (current === null) {
    let stored: string | null = null;
    try {
      stored = sessionStorage.getItem(KEY);
    } catch {
      // Storage is closed: the recording lives as long as the page.
    }
    current = parseRecording(stored);
  }
  return current;
}

/** Changes the recording; it outlives a reload, and ends with the tab. */
export function changeRecording(change: (before: Recording) => Recording): void {
  const before = read();
  const next = change(before);
  if (next === before) return;
  current = next;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(next));
  } catch {}
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useRecording = (): Recording => useSyncExternalStore(subscribe, read, () => emptyRecording);
