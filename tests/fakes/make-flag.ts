import type { NewFlag } from "../../lib/core/flags/flag-log";

/** A flag as it comes, of this text. */
export const makeFlag = (text: string): NewFlag => ({
  saved_at: "2026-01-15T00:00:00.000Z",
  text,
  category: "crypto",
  verdict: { label: "bullish", confidence: 0.7, engine: "lexical", model: "lexical", abstained: false },
  expected: null,
  reason: "other",
  comment: null,
});
