"use client";

import { useEffect, useState } from "react";
import type { Glance } from "@/lib/browser/browser-container";
import { loadBrowserContainer } from "@/lib/browser/load-browser-container";

const PAUSE_MS = 150;

/** A first reading of what stands in the field, made in this browser after each pause in typing. */
export function useQuickRead(text: string, limit: number): Glance | null {
  const [glance, setGlance] = useState<Glance | null>(null);
  const readable = text.trim() !== "" && text.length <= limit;
  useEffect(() => {
    if (!readable) {
      setGlance(null);
      return;
    }
    let current = true;
    const timer = setTimeout(async () => {
      try {
        const reader = await loadBrowserContainer();
        const seen = await reader.glance(text);
        if (current) setGlance(seen);
      } catch {
        // Without the reader the line stays empty; the next pause tries again.
      }
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text, readable]);
  return glance;
}
