"use client";

import { useCallback, useState } from "react";

/** State of one thing, named by its key: another key starts it anew, before anything is painted. */
export function useStateOf<T>(key: string, initial: T): [T, (next: T | ((before: T) => T)) => void] {
  const [held, setHeld] = useState({ key, value: initial });
  const set = useCallback(
    (next: T | ((before: T) => T)) =>
      setHeld((last) => {
        const before = last.key === key ? last.value : initial;
        return { key, value: next instanceof Function ? next(before) : next };
      }),
    [key, initial],
  );
  return [held.key === key ? held.value : initial, set];
}
