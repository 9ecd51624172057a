import type { Category, ItemVerdict, Label, Verdict } from "../contracts/verdict";
import type { Result } from "../core/errors";
import type { Clock, Tier } from "../core/ports";
import { checkText } from "../core/sentiment/check-text";
import { composeVerdict } from "../core/sentiment/compose-verdict";
import { createLastTier } from "../core/sentiment/create-last-tier";
import { createLexicalEngine } from "../core/sentiment/lexical/create-lexical-engine";
import { parseLexicon } from "../core/sentiment/lexical/lexicon";
import lexiconJson from "../core/sentiment/lexical/lexicon.json";
import { createLexicalReader } from "../core/sentiment/lexical/read-lexical";
import { analyzeSentiment } from "../services/analyze-sentiment";
import { keepOffline } from "./keep-offline";
import { createBrowserModel } from "./model/create-browser-model";
import { openDeviceStore } from "./model/device-store";
import { ownModel } from "./model/model-files";
import { spawnWorker } from "./model/spawn-worker";
import type { RowResult } from "./row-result";

const clock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
};

const lexicon = parseLexicon(lexiconJson);
const readLexical = createLexicalReader(lexicon);
const engine = createLexicalEngine(lexicon, readLexical);

const lastTier = createLastTier(engine);

/** The network that can be loaded into this browser. Nothing of it is fetched before someone asks for it. */
export const browserModel = createBrowserModel({
  model: ownModel,
  store: openDeviceStore(),
  spawn: spawnWorker,
  clock,
  readLexical: (text) => readLexical(text, { explain: false }),
  onScripts: keepOffline,
});

interface BrowserInput {
  readonly text: string;
  readonly category: Category;
  readonly explain?: boolean;
}

/** The same verb as on the server, over the engines of this browser. */
const readWith = (
  tiers: readonly Tier[],
  { text, category, explain = true }: BrowserInput,
  signal: AbortSignal,
): Promise<Result<Verdict>> =>
  analyzeSentiment({
    deps: { tiers, silent: [], explainer: engine, clock, report: console.warn, withinMs: Number.POSITIVE_INFINITY },
    input: { text, category, use_ensemble: false, use_cache: true, explain },
    call: { requestId: "browser", signal },
  });

/** By the lexical reader: at once. */
export const readQuick = (input: BrowserInput, signal: AbortSignal): Promise<Result<Verdict>> =>
  readWith([lastTier], input, signal);

/** By the best reader that is here: the network where it is on this device or on its way, else the lexical reader. */
export async function readInBrowser(input: BrowserInput, signal: AbortSignal): Promise<Result<Verdict>> {
  const { kind } = await browserModel.check();
  return readWith(kind === "absent" ? [lastTier] : [browserModel.tier, lastTier], input, signal);
}

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
