import { countOf } from "@/components/blocks/count-of";
import type { EventStudyAnswer } from "@/lib/contracts/functions/event-study";
import { type Benchmark, type StudyClock, type StudyTimeframe, TOO_FEW_EVENTS } from "@/lib/contracts/news-words";

export type StudyGroup = EventStudyAnswer["groups"][number];
export type StudyCell = StudyGroup["cells"][number];

/** "0.03", "below 0.001". */
export const formatP = (p: number): string => (p < 0.001 ? "below 0.001" : p.toFixed(p < 0.1 ? 3 : 2));

const units = { "1h": "hour", "1d": "day" } as const satisfies Record<StudyTimeframe, string>;

/** "4 hours". */
export const horizonWords = (horizon: number, timeframe: StudyTimeframe): string => countOf(horizon, units[timeframe]);

/** What stands in the last column: a verdict on the past, in words. */
export function verdictWords({ verdict, n }: Pick<StudyCell, "verdict" | "n">): string {
  if (verdict === "too_few") return `too few (${n} of ${TOO_FEW_EVENTS})`;
  if (verdict === "no_comparison") return "nothing to compare with";
  return verdict === "effect" ? "effect" : "no effect found";
}

export const againstWords = (against: Benchmark, basket: readonly string[]): string =>
  against === "BTC"
    ? "less that of BTC"
    : against === "basket"
      ? `less the mean of a basket (${basket.join(", ")})`
      : "as it is, less nothing";

export const clockWords = {
  first_seen: "When this server first had a story: nobody here knew of it before.",
  published: "By what sources say; nobody here knew of it then.",
} as const satisfies Record<StudyClock, string>;
