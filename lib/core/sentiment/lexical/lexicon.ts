import type { Thresholds } from "../../../contracts/verdict";

/** How a match is changed by what stands around it. Each has a learned factor; several multiply. */
export const contexts = [
  "negated_good",
  "negated_bad",
  "intensified",
  "hedged",
  "before_contrast",
  "after_contrast",
  "conceded",
  "aftermath",
  "conditional",
  "questioned",
  "relieved_good",
  "relieved_bad",
  "opponent",
  "repeated",
  "reliever_spent",
  "far_in",
  "of_burden",
  "slight",
] as const;
export type Context = (typeof contexts)[number];

/** Signed moves by size; each has a weight. */
export const moves = [
  "up_percent_under_1",
  "up_percent_1_to_5",
  "up_percent_5_to_15",
  "up_percent_15_to_50",
  "up_percent_from_50",
  "up_multiple",
  "up_through_level",
  "down_percent_under_1",
  "down_percent_1_to_5",
  "down_percent_5_to_15",
  "down_percent_15_to_50",
  "down_percent_from_50",
  "down_through_level",
] as const;
export type Move = (typeof moves)[number];

/** What the shape of the text says, whatever its words. */
export const cues = [
  "always",
  "nothing_known",
  "question",
  "question_last",
  "exclamation",
  "cashtag",
  "hashtag",
  "hashtags_many",
  "mention",
  "number",
  "numbers_many",
  "money",
  "percent_alone",
  "words_to_4",
  "words_to_8",
  "words_to_16",
  "words_to_32",
  "words_to_64",
  "words_over_64",
  "sentences_many",
  "sarcasm",
] as const;
export type Cue = (typeof cues)[number];

/** Two learned numbers: `tilt` moves the log-odds of bullish against bearish, `plain` those of neutral. */
export interface Weight {
  readonly tilt: number;
  readonly plain: number;
}

export interface Entry extends Weight {
  readonly phrase: string;
}

/** All that the lexical reader knows, as read from its data file. */
export interface Lexicon {
  readonly revision: string;
  readonly entries: readonly Entry[];
  readonly factors: Readonly<Record<Context, number>>;
  readonly moves: Readonly<Record<Move, Weight>>;
  readonly cues: Readonly<Record<Cue, Weight>>;
  /** Log-odds are divided by it, so that confidence means what it says. */
  readonly temperature: number;
  readonly thresholds: Thresholds;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function fault(what: string): never {
  throw new TypeError(`Not a lexicon: ${what}.`);
}

function numberAt(source: Readonly<Record<string, unknown>>, key: string): number {
  const value = source[key];
  return typeof value === "number" && Number.isFinite(value) ? value : fault(`"${key}" must be a number`);
}

function pairAt(source: Readonly<Record<string, unknown>>, key: string): Weight {
  const value: unknown = source[key];
  if (!Array.isArray(value)) fault(`"${key}" must be a pair of numbers`);
  const [tilt, plain]: unknown[] = value;
  if (typeof tilt !== "number" || typeof plain !== "number") fault(`"${key}" must be a pair of numbers`);
  return { tilt, plain };
}

function fill<K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  const made: Partial<Record<K, V>> = {};
  for (const key of keys) made[key] = value(key);
  return made as Record<K, V>;
}

/** An entry is one line: its two weights, then the phrase. */
function parseEntry(line: unknown): Entry {
  if (typeof line !== "string") fault("an entry must be a line of text");
  const first = line.indexOf(" ");
  const second = line.indexOf(" ", first + 1);
  const tilt = Number(line.slice(0, first));
  const plain = Number(line.slice(first + 1, second));
  const phrase = line.slice(second + 1);
  if (first < 1 || second < 0 || phrase === "" || !Number.isFinite(tilt) || !Number.isFinite(plain))
    fault(`the entry "${line}"`);
  return { phrase, tilt, plain };
}

/** Reads the lexicon's data file. Throws a TypeError that names the first fault. */
export function parseLexicon(json: unknown): Lexicon {
  if (!isRecord(json)) fault("it must be an object");
  const { revision, entries, factors, moves: moveWeights, cues: cueWeights, thresholds } = json;
  if (typeof revision !== "string") fault('"revision" must be text');
  if (!Array.isArray(entries)) fault('"entries" must be a list');
  if (!isRecord(factors)) fault('"factors" must be an object');
  if (!isRecord(moveWeights)) fault('"moves" must be an object');
  if (!isRecord(cueWeights)) fault('"cues" must be an object');
  if (!isRecord(thresholds)) fault('"thresholds" must be an object');
  return {
    revision,
    entries: entries.map(parseEntry),
    factors: fill(contexts, (key) => numberAt(factors, key)),
    moves: fill(moves, (key) => pairAt(moveWeights, key)),
    cues: fill(cues, (key) => pairAt(cueWeights, key)),
    temperature: numberAt(json, "temperature"),
    thresholds: {
      abstain_below: numberAt(thresholds, "abstain_below"),
      fairly_sure_from: numberAt(thresholds, "fairly_sure_from"),
      sure_from: numberAt(thresholds, "sure_from"),
      confidence_cap: numberAt(thresholds, "confidence_cap"),
    },
  };
}
