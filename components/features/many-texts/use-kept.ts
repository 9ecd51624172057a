"use client";

import { useCallback, useState } from "react";

/** A place for a state, outside of every component. */
export interface Kept<Value> {
  current: Value;
}

/** A state that outlives its component: it is kept as long as the page, whatever tab or page of the app is open. */
export function useKept<Value>(kept: Kept<Value>) {
  const [value, setValue] = useState(() => kept.current);
  const change = useCallback(
    (next: Value) => {
      kept.current = next;
      setValue(() => next);
    },
    [kept],
  );
  return [value, change] as const;
}
