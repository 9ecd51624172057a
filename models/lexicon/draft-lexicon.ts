import {
  type Context,
  type Cue,
  contexts,
  cues,
  type Lexicon,
  moves,
  type Weight,
} from "../../lib/core/sentiment/lexical/lexicon";

const record = <K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;

/** Where learning starts: how much of a word is left in each context, by common sense. */
const firstFactors: Readonly<Record<Context, number>> = {
  negated_good: -0.7,
  negated_bad: -0.5,
  intensified: 1.25,
  hedged: 0.8,
  before_contrast: 0.5,
  after_contrast: 1.2,
  conceded: 0.2,
  aftermath: 0.6,
  conditional: 0.5,
  questioned: 0.5,
  relieved_good: -0.4,
  relieved_bad: -0.5,
  opponent: -0.6,
  repeated: 0.4,
  reliever_spent: 0.3,
  far_in: 0.8,
  of_burden: -0.9,
  slight: 0.2,
};

/** How many log-odds one point of the hand rating is worth before anything is learned. */
const TILT_OF_RATING = 0.9;
/** And how many it takes from neutral: a word of mood is no plain reporting. */
const PLAIN_OF_RATING = -0.2;

/** Sarcasm is too rare in the sets to be learned: its weight stays as it is here. */
const firstPlain: Partial<Record<Cue, number>> = { always: 0.5, nothing_known: 0.8, sarcasm: 0.6 };

function moveWeight(move: string): Weight {
  const size = move.includes("level") ? 0.8 : move.includes("under_1") ? 0.4 : 1;
  return { tilt: move.startsWith("up") ? size : -size, plain: 0 };
}

/** A lexicon that holds the hand ratings and nothing learned. */
export function draftLexicon(ratings: ReadonlyMap<string, number>): Lexicon {
  return {
    revision: "draft",
    entries: [...ratings]
      .filter(([, rating]) => rating !== 0)
      .map(([phrase, rating]) => ({
        phrase,
        tilt: rating * TILT_OF_RATING,
        plain: Math.abs(rating) * PLAIN_OF_RATING,
      })),
    factors: { ...record(contexts, () => 1), ...firstFactors },
    moves: record(moves, moveWeight),
    cues: record(cues, (cue) => ({ tilt: 0, plain: firstPlain[cue] ?? 0 })),
    temperature: 1,
    thresholds: { abstain_below: 0.4, fairly_sure_from: 0.6, sure_from: 0.8, confidence_cap: 0.75 },
  };
}
