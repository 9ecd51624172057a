import type { GoldenSentence } from "./model-spec";

const up: GoldenSentence = { text: "Bitcoin soars to a record high, great news for holders", label: "bullish" };
const down: GoldenSentence = { text: "Exchange collapses after hackers steal customer funds", label: "bearish" };
const flat: GoldenSentence = { text: "The meeting takes place on Tuesday", label: "neutral" };

/** Plain cases, for a model that knows three classes. */
export const goldenSentences: readonly GoldenSentence[] = [up, down, flat];

/** The same for one that knows no neutral, so neither does the third. */
export const goldenWithout = (third: string): readonly GoldenSentence[] => [
  up,
  down,
  { text: third, label: "bearish" },
];
