"use client";

import { useCallback, useEffect, useState } from "react";
import { useCountdown } from "./use-countdown";

/** Asks again every so many seconds until there is no reason to: null. Seconds that are left, for a page that says so. A hidden page waits. */
export function useComeBack(everyS: number | null, retry: () => void): number | null {
  const [until, setUntil] = useState<number | null>(null);
  useEffect(() => setUntil(everyS === null ? null : Date.now() + everyS * 1_000), [everyS]);
  const again = useCallback(() => {
    if (everyS === null) return;
    setUntil(Date.now() + everyS * 1_000);
    if (!document.hidden) retry();
  }, [everyS, retry]);
  return useCountdown(until, again);
}
