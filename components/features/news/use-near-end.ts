"use client";

import { type RefObject, useEffect, useState } from "react";

/** So many pages come by themselves; then a press asks for more, and the end of the page can be reached. */
const BY_ITSELF = 3;

/** Asks for more when the end comes near, a few times in a row. What it gives is to be called where somebody asked for more. */
export function useNearEnd(
  end: RefObject<HTMLElement | null>,
  armed: boolean,
  key: string,
  more: () => void,
): () => void {
  const [spent, setSpent] = useState({ key, times: 0 });
  const times = spent.key === key ? spent.times : 0;
  useEffect(() => {
    const node = end.current;
    if (!node || !armed || times >= BY_ITSELF) return;
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        watch.disconnect();
        setSpent({ key, times: times + 1 });
        more();
      },
      { rootMargin: "0px 0px 800px" },
    );
    watch.observe(node);
    return () => watch.disconnect();
  }, [end, armed, times, key, more]);
  return () => setSpent({ key, times: 0 });
}
