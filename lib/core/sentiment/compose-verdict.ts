import type { Degraded, ItemVerdict, Label, labels, Reason, Scores, Verdict } from "../../contracts/verdict";
import type { Reading, SentimentEngine } from "../ports";

/** The class with the highest score; on a tie, the calmer of the two. */
export function decideLabel(scores: Scores): Label {
  const calmFirst = ["neutral", "bearish", "bullish"] as const satisfies readonly (typeof labels)[number][];
  return calmFirst.reduce((best, label) => (scores[label] > scores[best] ? label : best));
}

/** Turns an engine's reading into the verdict of one text, with at most `maxReasons` reasons. */
export function composeVerdict(
  engine: SentimentEngine,
  reading: Reading,
  degraded: readonly Degraded[],
  maxReasons: number,
): ItemVerdict {
  const label = decideLabel(reading.scores);
  const confidence = reading.scores[label];
  const because = !reading.understood
    ? "no_known_words"
    : confidence < engine.thresholds.abstain_below
      ? "low_confidence"
      : null;
  return {
    label,
    confidence,
    scores: reading.scores,
    engine: engine.engine,
    model: engine.key,
    disagreement: null,
    abstained: because !== null,
    abstained_because: because,
    calibrated: engine.calibrated,
    reasons: heaviest(reading.reasons, maxReasons),
    reasons_left_out: Math.max(0, reading.reasons.length - maxReasons),
    degraded: [...degraded],
    cached: false,
    cached_age_s: null,
    language: null,
    truncated: false,
    chunks: reading.chunks,
  };
}

/** The heaviest reasons, in the order of the text. */
function heaviest(reasons: readonly Reason[], most: number): Reason[] {
  if (reasons.length <= most) return [...reasons];
  return reasons
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, most)
    .sort((a, b) => a.start - b.start);
}

/** What one model said, for the list that stands beside the verdict. */
export function readModel(engine: SentimentEngine, reading: Reading, latencyMs: number): Verdict["models"][number] {
  return {
    key: engine.key,
    id: engine.id,
    revision: engine.revision,
    dtype: engine.dtype,
    label: decideLabel(reading.scores),
    scores: reading.scores,
    latency_ms: roundMs(latencyMs),
    status: "ok",
  };
}

/** Milliseconds to the microsecond; more digits would be noise. */
export const roundMs = (ms: number): number => Math.round(ms * 1000) / 1000;
