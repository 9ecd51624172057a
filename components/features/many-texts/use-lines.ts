"use client";

import { useCallback, useEffect, useState } from "react";

const KEY = "barometer:lines";
/** More would fill the storage, and writing it would hold up the page. */
const KEPT_LENGTH = 500_000;
const PAUSE_MS = 300;

// Lives as long as the page, also where the storage is closed or full.
let kept: string | null = null;

function save(lines: string): void {
  try {
    if (lines === "" || lines.length > KEPT_LENGTH) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, lines);
  } catch {}
}

function load(): string {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** The pasted lines, kept over a reload: written in a pause, and when the page or this part of it is left. */
export function useLines() {
  const [lines, setLines] = useState(() => {
    kept ??= load();
    return kept;
  });
  useEffect(() => {
    const timer = setTimeout(() => save(lines), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [lines]);
  useEffect(() => {
    const leave = () => save(kept ?? "");
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
    };
  }, []);
  const change = useCallback((next: string) => {
    kept = next;
    setLines(next);
  }, []);
  return [lines, change] as const;
}
