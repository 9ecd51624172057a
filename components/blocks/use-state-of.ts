"use client";

import { useCallback, useState } from "react";

interface Keyed<T> {
  readonly key: string;
  readonly value: T;
}

type Next<T> = T | ((before: T) => T);

/** A change that comes late, from what was asked for another key, changes nothing. */
export function changeOf<T>(held: Keyed<T>, key: string, next: Next<T>): Keyed<T> {
  if (held.key !== key) return held;
  return { key, value: next instanceof Function ? next(held.value) : next };
}

/** State of one thing, named by its key: another key starts it anew, before anything is painted. */
export function useStateOf<T>(key: string, initial: T): [T, (next: Next<T>) => void] {
  const [held, setHeld] = useState<Keyed<T>>({ key, value: initial });
  if (held.key !== key) setHeld({ key, value: initial });
  const set = useCallback((next: Next<T>) => setHeld((last) => changeOf(last, key, next)), [key]);
  return [held.key === key ? held.value : initial, set];
}
