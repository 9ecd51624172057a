"use client";

import { useCallback, useState } from "react";

interface Kept {
  readonly key: string;
}

export interface SteadyOrder<T> {
  readonly items: readonly T[];
  /** By now they would stand otherwise. */
  readonly isOld: boolean;
  readonly renew: () => void;
}

/** Orders things once, by rank and then as they came, and leaves them where they are: what changes its state does not jump away. */
export function useSteadyOrder<T extends Kept>(came: readonly T[], rankOf: (item: T) => number): SteadyOrder<T> {
  const [order, setOrder] = useState<readonly string[]>([]);
  const sorted = came.toSorted((a, b) => rankOf(a) - rankOf(b));
  if (order.length === 0 && sorted.length > 0) setOrder(sorted.map(({ key }) => key));
  const places = new Map(order.map((key, place) => [key, place]));
  const placeOf = ({ key }: T): number => places.get(key) ?? order.length;
  const items = sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  const ranks = items.map(rankOf);
  const isOld = ranks.some((rank, place) => place > 0 && rank < (ranks[place - 1] ?? rank));
  const renew = useCallback(() => setOrder([]), []);
  return { items, isOld, renew };
}
