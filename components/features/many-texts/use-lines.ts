"use client";

import { useEffect, useState } from "react";

const KEY = "barometer:lines";
/** More would fill the storage, and writing it would hold up the page. */
const KEPT_LENGTH = 500_000;
const PAUSE_MS = 300;

// Storage may be closed or full: the lines then live as long as the page.
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

/** The pasted lines, kept over a reload: written in a pause, and when the page or the tab is left. */
export function useLines() {
  const [lines, setLines] = useState(load);
  useEffect(() => {
    const timer = setTimeout(() => save(lines), PAUSE_MS);
    const leave = () => save(lines);
    addEventListener("pagehide", leave);
    return () => {
      clearTimeout(timer);
      removeEventListener("pagehide", leave);
    };
  }, [lines]);
  return [lines, setLines] as const;
}
