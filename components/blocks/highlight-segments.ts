import type { Reason } from "@/lib/contracts/verdict";

export interface Segment {
  readonly start: number;
  readonly text: string;
  /** Index in the list of reasons, where the segment is one. */
  readonly reason: number | null;
}

/**
 * Cuts a text into plain and marked pieces. Reasons that overlap an earlier one, or do not match the text, are left
 * unmarked: the pieces always join to the text itself.
 */
export function highlightSegments(text: string, reasons: readonly Reason[]): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  const plain = (end: number) => {
    if (end > at) segments.push({ start: at, text: text.slice(at, end), reason: null });
  };
  const order = reasons.map((reason, index) => ({ reason, index })).sort((a, b) => a.reason.start - b.reason.start);
  for (const { reason, index } of order) {
    const { start, end } = reason;
    if (start < at || end <= start || text.slice(start, end) !== reason.text) continue;
    plain(start);
    segments.push({ start, text: reason.text, reason: index });
    at = end;
  }
  plain(text.length);
  return segments;
}

/** The text without the muted spans; what stood around them stays in place. */
export function withoutReasons(text: string, reasons: readonly Reason[], muted: ReadonlySet<number>): string {
  return highlightSegments(text, reasons)
    .map((segment) => (segment.reason !== null && muted.has(segment.reason) ? " " : segment.text))
    .join("");
}

export const sideOf = (weight: number): "bullish" | "bearish" => (weight < 0 ? "bearish" : "bullish");

/** "+1.2" or "−0.4": a real minus, as wide as the plus. */
export const signedWeight = (weight: number): string => `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(2)}`;
