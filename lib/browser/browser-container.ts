import type { Abstention, Category, ItemVerdict, Label, Verdict } from "../contracts/verdict";
import type { Result } from "../core/errors";
import { createTextLook } from "../core/language/create-text-look";
import type { ModelSpec } from "../core/models/model-spec";
import { hubModels } from "../core/neural/hub-models";
import type { Clock, Tier } from "../core/ports";
import { checkText } from "../core/sentiment/check-text";
import { composeVerdict } from "../core/sentiment/compose-verdict";
import { createLastTier } from "../core/sentiment/create-last-tier";
import { compileLexicon } from "../core/sentiment/lexical/compile-lexicon";
import { createLexicalEngine } from "../core/sentiment/lexical/create-lexical-engine";
import { parseLexicon } from "../core/sentiment/lexical/lexicon";
import lexiconJson from "../core/sentiment/lexical/lexicon.json";
import { createLexicalReader } from "../core/sentiment/lexical/read-lexical";
import { analyzeSentiment } from "../services/analyze-sentiment";
import { keepOffline } from "./keep-offline";
import { guessLanguage } from "./language/guess-language";
import { type BrowserModel, createBrowserModel } from "./model/create-browser-model";
import { openDeviceStore } from "./model/device-store";
import { hubFiles, type ModelFiles, ownModel } from "./model/model-files";
import { spawnWorker } from "./model/spawn-worker";
import type { RowResult } from "./row-result";

const clock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
};

const lexicon = parseLexicon(lexiconJson);
const compiled = compileLexicon(lexicon);
const readLexical = createLexicalReader(lexicon, compiled);
const engine = createLexicalEngine(lexicon, readLexical);

/** Reads in the page's own thread. */
export { engine as lexicalEngine };

const look = createTextLook(compiled, guessLanguage);

const lastTier = createLastTier(engine);

const createModel = (key: string, model: ModelFiles, hub?: ModelSpec): BrowserModel =>
  createBrowserModel({
    model,
    hub,
    store: openDeviceStore(model.store),
    // One worker a page: who starts ends the others.
    spawn() {
      for (const [other, { rest }] of browserModels) if (other !== key) rest();
      return spawnWorker();
    },
    clock,
    readLexical: (text) => readLexical(text, { explain: false }),
    onScripts: keepOffline,
  });

const OWN = "barometer_sentiment";

/** The networks that can be loaded into this browser. Nothing of them is fetched before someone asks for it. */
const browserModels: ReadonlyMap<string, BrowserModel> = new Map([
  [OWN, createModel(OWN, ownModel)],
  ...hubModels.map((spec) => [spec.key, createModel(spec.key, hubFiles(spec), spec)] as const),
]);

/** The model of an engine's key; the own one where the key is none of a browser's. */
export function modelFor(key: string): BrowserModel {
  const model = browserModels.get(key) ?? browserModels.get(OWN);
  if (!model) throw new Error("the own model is always there");
  return model;
}

/** All of them, each with the key of its engine. */
export const listModels = (): readonly (readonly [string, BrowserModel])[] => [...browserModels];

interface BrowserInput {
  readonly text: string;
  readonly category: Category;
  readonly explain?: boolean;
  /** Key of a model, or of the lexical reader; anything else is the best that is here. */
  readonly engine?: string;
}

/** The same verb as on the server, over the engines of this browser. */
const readWith = (
  tiers: readonly Tier[],
  { text, category, explain = true }: BrowserInput,
  signal: AbortSignal,
): Promise<Result<Verdict>> =>
  analyzeSentiment({
    deps: {
      tiers,
      silent: [],
      look,
      explainer: engine,
      clock,
      report: console.warn,
      withinMs: Number.POSITIVE_INFINITY,
    },
    input: { text, category, use_ensemble: false, use_cache: true, explain },
    call: { requestId: "browser", signal },
  });

/** By the lexical reader: at once. */
export const readQuick = (input: BrowserInput, signal: AbortSignal): Promise<Result<Verdict>> =>
  readWith([lastTier], input, signal);

/** By the best reader that is here: the network where it is on this device or on its way, else the lexical reader. */
export async function readInBrowser(input: BrowserInput, signal: AbortSignal): Promise<Result<Verdict>> {
  const model = modelFor(input.engine ?? OWN);
  const { kind } = await model.check();
  // Who asked for a model of the Hub is told that it is not here; the own one is offered elsewhere.
  const without = input.engine === engine.key || (kind === "absent" && model.hubId === null);
  return readWith(without ? [lastTier] : [model.tier, lastTier], input, signal);
}

export interface Glance {
  readonly heading: Label | "unsure";
  /** Why it is unsure. */
  readonly because: Abstention | null;
  readonly language: string | null;
}

const readPlain = async (text: string): Promise<ItemVerdict> =>
  composeVerdict(engine, readLexical(text, { explain: false }), {
    degraded: [],
    maxReasons: 0,
    look: await look(text),
  });

/** Only what a line under the field needs; fast enough for every pause in typing. */
export async function glance(text: string): Promise<Glance> {
  const { label, abstained, abstained_because: because, language } = await readPlain(text);
  return { heading: abstained ? "unsure" : label, because, language };
}

/** One text of many, without its reasons; checked as the server checks it. */
export async function readItem(text: string, limit: number): Promise<RowResult> {
  const checked = checkText(text, limit);
  if (checked.ok) return readPlain(checked.value);
  const { code, detail } = checked.error;
  return { error: { code, detail } };
}

export const { pause } = clock;
