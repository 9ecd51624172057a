import type { Thresholds } from "../../contracts/verdict";
import { temperatureOf } from "../models/calibration";
import { goldenSentences, goldenWithout } from "../models/golden-sentences";
import type { ModelSpec } from "../models/model-spec";

type Given = Pick<ModelSpec, "key" | "name" | "id" | "labels"> & { readonly sizeMb: number } & Partial<ModelSpec>;

/** The weights that browsers read with are in bytes. */
const BROWSER_DTYPE = "q8";

const model = (given: Given) => ({
  revision: "main",
  task: "text-classification" as const,
  golden: goldenSentences,
  licence: null,
  gated: false,
  runsOn: ["browser_model" as const],
  // They can take 512; a longer part takes a phone seconds.
  maxTokens: 128,
  masksMentions: false,
  weight: 1,
  languages: ["en"],
  temperature: temperatureOf(given.key, BROWSER_DTYPE),
  unusable: null,
  ...given,
});

/** Larger models of the Hub that a browser can read with, each with the size of its q8 weights. */
export const hubModels: readonly (ModelSpec & { readonly sizeMb: number })[] = [
  model({
    key: "browser_finbert",
    name: "FinBERT",
    id: "Xenova/finbert",
    labels: { positive: "bullish", negative: "bearish", neutral: "neutral" },
    sizeMb: 111,
  }),
  model({
    key: "browser_twitter",
    name: "Twitter RoBERTa",
    id: "Xenova/twitter-roberta-base-sentiment-latest",
    labels: { negative: "bearish", neutral: "neutral", positive: "bullish" },
    licence: "cc-by-4.0",
    sizeMb: 126,
    masksMentions: true,
  }),
  model({
    key: "browser_sst2",
    name: "DistilBERT SST-2",
    id: "Xenova/distilbert-base-uncased-finetuned-sst-2-english",
    labels: { negative: "bearish", positive: "bullish" },
    // It knows no neutral, so neither does its third sentence.
    golden: goldenWithout("A terrible, disappointing result"),
    licence: "apache-2.0",
    sizeMb: 68,
  }),
];

/** What a model says of itself was never compared with how often it is right. */
export const uncalibratedThresholds: Thresholds = {
  abstain_below: 0.5,
  fairly_sure_from: 0.7,
  sure_from: 0.9,
  confidence_cap: 1,
};
