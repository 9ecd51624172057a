"use client";

import { type RefObject, useEffect, useState } from "react";

/** Whether nobody reads a part of the page: it is out of sight, and the focus is elsewhere. */
export function useUnseen(part: RefObject<HTMLElement | null>): boolean {
  const [inSight, setInSight] = useState(true);
  const [inFocus, setInFocus] = useState(false);
  useEffect(() => {
    const node = part.current;
    if (node === null || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver(([entry]) => setInSight(entry?.isIntersecting ?? true));
    observer.observe(node);
    const look = (): void => setInFocus(node.contains(document.activeElement));
    document.addEventListener("focusin", look);
    return () => {
      observer.disconnect();
      document.removeEventListener("focusin", look);
    };
  }, [part]);
  return !inSight && !inFocus;
}
