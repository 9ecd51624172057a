"use client";

import { useCallback, useState } from "react";

/** By key, for this visit: a reload forgets it. Written by what people do alone, so that a server keeps nothing. */
const kept = new Map<string, unknown>();

/** State that is found again where a part of the page was left and comes back. `key` stays the same for a component. */
export function useKept<Value>(
  key: string,
  initial: () => Value,
): readonly [Value, (update: (before: Value) => Value) => void] {
  // Under one key stands what one caller put there.
  const [value, setValue] = useState(() => (kept.has(key) ? (kept.get(key) as Value) : initial()));
  const change = useCallback(
    (update: (before: Value) => Value) =>
      setValue((before) => {
        const after = update(before);
        kept.set(key, after);
        return after;
      }),
    [key],
  );
  return [value, change];
}
