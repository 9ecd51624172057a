"use client";

import { useEffect, useState } from "react";

/** Whole seconds until a moment, or null without one. Calls `onZero` once when it comes. */
export function useCountdown(until: number | null, onZero?: () => void): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (until === null) {
      setLeft(null);
      return;
    }
    const tick = () => {
      const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1_000));
      setLeft(seconds);
      if (seconds > 0) return;
      clearInterval(timer);
      onZero?.();
    };
    const timer = setInterval(tick, 250);
    setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1_000)));
    return () => clearInterval(timer);
  }, [until, onZero]);
  return left;
}
