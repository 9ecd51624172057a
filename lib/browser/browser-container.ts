import type { Category, ItemVerdict, Label, Verdict } from "../contracts/verdict";
import type { Result } from "../core/errors";
import type { Clock } from "../core/ports";
import { checkText } from "../core/sentiment/check-text";
import { composeVerdict } from "../core/sentiment/compose-verdict";
import { createLastTier } from "../core/sentiment/create-last-tier";
import { createLexicalEngine } from "../core/sentiment/lexical/create-lexical-engine";
import { parseLexicon } from "../core/sentiment/lexical/lexicon";
import lexiconJson from "../core/sentiment/lexical/lexicon.json";
import { createLexicalReader } from "../core/sentiment/lexical/read-lexical";
import { analyzeSentiment } from "../services/analyze-sentiment";
import type { RowResult } from "./row-result";

const clock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
};

const lexicon = parseLexicon(lexiconJson);
const readLexical = createLexicalReader(lexicon);
const engine = createLexicalEngine(lexicon, readLexical);

/** The same verb as on the server, over the engine that runs in this browser. */
export const readInBrowser = (
  input: { text: string; category: Category },
  signal: AbortSignal,
): Promise<Result<Verdict>> =>
  analyzeSentiment({
    deps: { tiers: [createLastTier(engine)], silent: [], explainer: engine, clock, report: console.warn },
    input: { ...input, use_ensemble: false, use_cache: true, explain: true },
    call: { requestId: "browser", signal },
  });

export interface Glance {
  readonly heading: Label | "unsure";
  readonly understood: boolean;
}

const readPlain = (text: string): ItemVerdict =>
  composeVerdict(engine, readLexical(text, { explain: false }), { degraded: [], maxReasons: 0 });

/** Only what a line under the field needs; fast enough for every pause in typing. */
export function glance(text: string): Glance {
  const { label, abstained, abstained_because } = readPlain(text);
  return { heading: abstained ? "unsure" : label, understood: abstained_because !== "no_known_words" };
}

/** One text of many, without its reasons; checked as the server checks it. */
export function readItem(text: string, limit: number): RowResult {
  const checked = checkText(text, limit);
  if (checked.ok) return readPlain(checked.value);
  const { code, detail } = checked.error;
  return { error: { code, detail } };
}

export const { pause } = clock;
