export interface Span {
  readonly start: number;
  /** Without it. */
  readonly end: number;
}

/** Spans in order, those put together that lie no farther apart than `gap` bytes: a request costs more than what lies between. */
export function planRanges(spans: readonly Span[], gap: number): Span[] {
  const planned: Span[] = [];
  for (const span of spans.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start)) {
    const last = planned.at(-1);
    if (last !== undefined && span.start - last.end <= gap)
      planned[planned.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else planned.push(span);
  }
  return planned;
}

export const bytesIn = (spans: readonly Span[]): number => spans.reduce((sum, { start, end }) => sum + end - start, 0);
