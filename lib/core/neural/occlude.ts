import type { Reason, Scores } from "../../contracts/verdict";

/** A stretch of a text that is left out to see what it does. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** More are read in groups: a batch should stay one. */
const MOST_SPANS = 32;
/** Less than this, or than this share of the heaviest, is nothing that a person would call a reason. */
const LEAST_WEIGHT = 0.15;
const LEAST_SHARE = 0.1;

/** Marks around a word, no part of it. What stands before a ticker, a tag, a mention or a number is kept. */
const MARKS = new Set([..."()[]{}<>\"'“”‘’«»„.,;:!?…*_`~|—–"]);

/** The words of a text; in a long one, as many neighbours together as keep them few. */
export function listSpans(text: string): readonly Span[] {
  const words = [...text.matchAll(/\S+/gu)].flatMap(({ index, 0: run }) => trim(text, index, index + run.length));
  const size = Math.ceil(words.length / MOST_SPANS);
  if (size <= 1) return words;
  const groups: Span[] = [];
  for (let at = 0; at < words.length; at += size) {
    const group = words.slice(at, at + size);
    groups.push({ start: group[0]?.start ?? 0, end: group.at(-1)?.end ?? 0 });
  }
  return groups;
}

function trim(text: string, from: number, to: number): readonly Span[] {
  let start = from;
  let end = to;
  while (start < end && MARKS.has(text.charAt(start))) start += 1;
  while (start < end && MARKS.has(text.charAt(end - 1))) end -= 1;
  return start < end ? [{ start, end }] : [];
}

/** The text without a span. */
export const leaveOut = (text: string, { start, end }: Span): string => text.slice(0, start) + text.slice(end);

/** What leaving out each span did to the log-odds of bullish against bearish (occlusion, Zeiler & Fergus 2014). */
export function weighSpans(
  text: string,
  spans: readonly Span[],
  whole: Scores,
  without: readonly Scores[],
): readonly Reason[] {
  const all = logOdds(whole);
  const weights = spans.map((_, index) => all - logOdds(without[index] ?? whole));
  const least = Math.max(LEAST_WEIGHT, LEAST_SHARE * Math.max(0, ...weights.map(Math.abs)));
  return spans.flatMap((span, index): Reason[] => {
    const weight = weights[index] ?? 0;
    return Math.abs(weight) < least ? [] : [{ ...span, text: text.slice(span.start, span.end), weight }];
  });
}

const logOdds = ({ bullish, bearish }: Scores): number =>
  Math.log(Math.max(bullish, 1e-6)) - Math.log(Math.max(bearish, 1e-6));
