/** Bytes of a file, from `start` up to and without `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The spans in order, put together where less than `gap` lies between them: a request more costs about as much. */
export function planSpans(spans: readonly Span[], gap: number): Span[] {
  const planned: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = planned.at(-1);
    if (last && start - last.end <= gap)
      planned[planned.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else planned.push({ start, end });
  }
  return planned;
}
