import type { Category } from "../../contracts/verdict";
import { temperatureOf } from "./calibration";
import { goldenSentences, goldenWithout } from "./golden-sentences";
import type { ModelSpec } from "./model-spec";

type Given = Pick<ModelSpec, "key" | "name" | "id" | "labels"> & Partial<ModelSpec>;

const model = (given: Given): ModelSpec => ({
  revision: "main",
  task: "text-classification",
  golden: goldenSentences,
  licence: null,
  sizeMb: null,
  gated: false,
  runsOn: ["hf_inference_api"],
  maxTokens: 512,
  masksMentions: false,
  weight: 1,
  languages: ["en"],
  temperature: temperatureOf(given.key, null),
  unusable: null,
  ...given,
});

/** The models that Barometer knows. Labels are mapped by name, never by place: their order differs from model to model. */
export const catalogue: readonly ModelSpec[] = [
  model({
    key: "crypto_sentiment",
    name: "CryptoBERT (kk08)",
    id: "kk08/CryptoBERT",
    // Its configuration names no labels and it knows no neutral, so neither does its third sentence.
    labels: { LABEL_0: "bearish", LABEL_1: "bullish" },
    golden: goldenWithout("Everything is crashing, I lost all my money"),
    sizeMb: 438,
    weight: 0.5,
  }),
  model({
    key: "social_sentiment",
    name: "CryptoBERT (ElKulako)",
    id: "ElKulako/cryptobert",
    labels: { bearish: "bearish", neutral: "neutral", bullish: "bullish" },
    sizeMb: 499,
    // It can take 512 and was trained on 128.
    maxTokens: 128,
  }),
  model({
    key: "financial_sentiment",
    name: "FinBERT",
    id: "ProsusAI/finbert",
    labels: { positive: "bullish", negative: "bearish", neutral: "neutral" },
    sizeMb: 438,
  }),
  model({
    key: "twitter_sentiment",
    name: "Twitter RoBERTa",
    id: "cardiffnlp/twitter-roberta-base-sentiment-latest",
    labels: { negative: "bearish", neutral: "neutral", positive: "bullish" },
    licence: "cc-by-4.0",
    sizeMb: 501,
    masksMentions: true,
  }),
  model({
    key: "fintwit_sentiment",
    name: "FinTwitBERT",
    id: "StephanAkkerman/FinTwitBERT-sentiment",
    labels: { neutral: "neutral", bullish: "bullish", bearish: "bearish" },
    licence: "mit",
    sizeMb: 439,
  }),
  model({
    key: "financial_news",
    name: "DistilRoBERTa financial news",
    id: "mrm8488/distilroberta-finetuned-financial-news-sentiment-analysis",
    labels: { negative: "bearish", neutral: "neutral", positive: "bullish" },
    licence: "apache-2.0",
    sizeMb: 328,
  }),
  model({
    key: "general_sentiment",
    name: "DistilBERT SST-2",
    id: "distilbert/distilbert-base-uncased-finetuned-sst-2-english",
    labels: { negative: "bearish", positive: "bullish" },
    golden: goldenWithout("A terrible, disappointing result"),
    licence: "apache-2.0",
    sizeMb: 268,
    weight: 0.5,
  }),
  model({
    key: "zero_shot",
    name: "BART zero-shot",
    id: "facebook/bart-large-mnli",
    task: "zero-shot-classification",
    labels: {
      "good news for the price": "bullish",
      "no news for the price": "neutral",
      "bad news for the price": "bearish",
    },
    golden: [
      ...goldenSentences.slice(0, 2),
      { text: "No news today, the price of Bitcoin is unchanged", label: "neutral" },
    ],
    licence: "mit",
    sizeMb: 1_630,
    weight: 0.5,
  }),
  model({
    key: "crypto_gen",
    name: "Crypto GPT",
    id: "OpenC/crypto-gpt-o3-mini",
    task: "text-generation",
    labels: {},
    golden: [],
    runsOn: [],
    unusable: { code: "not_served", reason: "its repository holds a configuration and no weights" },
  }),
  model({
    key: "crypto_trader",
    name: "CryptoTrader LM",
    id: "agarkovv/CryptoTrader-LM",
    task: "text-generation",
    labels: {},
    golden: [],
    sizeMb: 54,
    gated: true,
    runsOn: [],
    unusable: {
      code: "not_served",
      reason: "it is an adapter for a gated model of 8 billion parameters, which no provider serves",
    },
  }),
];

/**
 * Whom to ask for which kind of text: the first answers, the next stand in, and an ensemble asks them all.
 * A model that knows no neutral comes last: alone it would call every plain notice a rally or a crash.
 */
export const orderOf: Readonly<Record<Category, readonly string[]>> = {
  crypto: ["social_sentiment", "fintwit_sentiment", "financial_sentiment", "crypto_sentiment"],
  social: ["twitter_sentiment", "social_sentiment", "fintwit_sentiment"],
  financial: ["financial_sentiment", "financial_news", "fintwit_sentiment"],
  news: ["financial_news", "financial_sentiment", "twitter_sentiment"],
  general: ["twitter_sentiment", "zero_shot", "general_sentiment"],
};
