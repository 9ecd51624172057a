import type { Abstention, Degraded, EngineName, ItemVerdict, Reason, Thresholds } from "../../contracts/verdict";
import type { Reading, TextLook } from "../ports";
import { decideLabel } from "./decide-label";
import { readsLanguage } from "./reads-language";

/** Who gives a verdict. */
export interface Speaker {
  readonly engine: EngineName;
  readonly key: string;
  readonly thresholds: Thresholds;
  readonly calibrated: boolean;
  /** Languages that it reads; left out where nobody knows. */
  readonly languages?: readonly string[] | undefined;
}

/** Reasons, and who named them. */
export interface Explanation {
  readonly by: string;
  readonly reasons: readonly Reason[];
}

/** From here on models are too far apart for their mean to mean anything. */
const TOO_FAR_APART = 0.3;

/** Turns a reading into the verdict of one text, with at most `maxReasons` reasons. */
export function composeVerdict(
  speaker: Speaker,
  reading: Reading,
  more: {
    readonly degraded: readonly Degraded[];
    readonly maxReasons: number;
    /** Of another reader, where the speaker gives no reasons. */
    readonly explanation?: Explanation | undefined;
    /** Of the text; without one nothing is known of its language. */
    readonly look?: TextLook | undefined;
  },
): ItemVerdict {
  const { degraded, maxReasons, look = UNSEEN } = more;
  const label = decideLabel(reading.scores);
  const because = whyUnsure(speaker, reading, look);
  const explained = because !== null && unread.has(because) ? nothing : explain(speaker, reading, more.explanation);
  return {
    label,
    confidence: reading.scores[label],
    scores: reading.scores,
    engine: speaker.engine,
    model: speaker.key,
    disagreement: reading.disagreement ?? null,
    abstained: because !== null,
    abstained_because: because,
    // What was measured was measured on English.
    calibrated: speaker.calibrated && because !== "other_language",
    reasons: heaviest(explained.reasons, maxReasons),
    explained_by: explained.reasons.length === 0 ? null : explained.by,
    reasons_left_out: Math.max(0, explained.reasons.length - maxReasons),
    degraded: [...degraded],
    cached: reading.cachedAgeS !== undefined,
    cached_age_s: reading.cachedAgeS ?? null,
    language: look.language,
    truncated: reading.truncated ?? false,
    chunks: reading.chunks,
  };
}

const UNSEEN: TextLook = { language: null, tooShort: false, isStrange: false };

/** Whoever could not judge a text has no words for it either. */
const unread: ReadonlySet<string> = new Set(["other_language", "too_short", "no_known_words"]);
const nothing: Explanation = { by: "", reasons: [] };

const explain = (speaker: Speaker, reading: Reading, other: Explanation | undefined): Explanation =>
  reading.reasons.length > 0 || !other ? { by: reading.explainedBy ?? speaker.key, reasons: reading.reasons } : other;

function whyUnsure({ thresholds, languages }: Speaker, reading: Reading, look: TextLook): Abstention | null {
  const { understood, disagreement, scores } = reading;
  if (!readsLanguage(languages, look.language)) return "other_language";
  if (look.tooShort) return "too_short";
  if (!understood || (look.isStrange && languages !== undefined)) return "no_known_words";
  if (disagreement !== undefined && disagreement >= TOO_FAR_APART) return "models_disagree";
  return scores[decideLabel(scores)] < thresholds.abstain_below ? "low_confidence" : null;
}

/** The heaviest reasons, in the order of the text. */
function heaviest(reasons: readonly Reason[], most: number): Reason[] {
  if (reasons.length <= most) return [...reasons];
  return reasons
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, most)
    .sort((a, b) => a.start - b.start);
}

/** Milliseconds to the microsecond; more digits would be noise. */
export const roundMs = (ms: number): number => Math.round(ms * 1000) / 1000;
