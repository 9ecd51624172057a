const TAIL = 0.025;

/** Where the middle 95 % begin and end, between neighbours in a straight line. Sorts what it is given; null where that is nothing. */
export function middleOf(values: Float64Array): { readonly low: number; readonly high: number } | null {
  if (values.length === 0) return null;
  values.sort();
  return { low: quantile(values, TAIL), high: quantile(values, 1 - TAIL) };
}

function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
