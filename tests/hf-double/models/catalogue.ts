/** What a label of a model means. */
export type Mood = "bullish" | "neutral" | "bearish";

interface ModelLabel {
  readonly name: string;
  readonly mood: Mood;
}

export interface ModelCard {
  readonly id: string;
  readonly task: string;
  readonly arch: "bert" | "roberta" | "distilbert" | "bart" | "t5" | "gpt" | "llm";
  /** In the order of the model's outputs. */
  readonly labels: readonly ModelLabel[];
  /** False: the config names no labels, so answers say LABEL_0, LABEL_1. */
  readonly namesLabels: boolean;
  /** Provider that serves it, or null. */
  readonly servedBy: "hf-inference" | "novita" | null;
  readonly gated: false | "auto" | "manual";
  readonly licence: string | null;
  /** File of the weights, or null where the repository has none. */
  readonly weights: { readonly path: string; readonly bytes: number } | null;
  /** How far it goes beyond the lexical reading (1: as sure as that), and where it leans. */
  readonly sharpness: number;
  readonly lean: number;
  readonly likes: number;
}

type Given = Pick<ModelCard, "id" | "task" | "arch"> & Partial<ModelCard>;

const card = (given: Given): ModelCard => ({
  labels: [],
  namesLabels: true,
  servedBy: "hf-inference",
  gated: false,
  licence: null,
  weights: { path: "model.safetensors", bytes: 438_000_000 },
  sharpness: 1.6,
  lean: 0,
  likes: 10,
  ...given,
});

const moods = (...pairs: readonly (readonly [string, Mood])[]): ModelLabel[] =>
  pairs.map(([name, mood]) => ({ name, mood }));

const text = "text-classification";

/** The models that the double knows. Everything else does not exist. */
export const modelCards: readonly ModelCard[] = [
  card({
    id: "kk08/CryptoBERT",
    task: text,
    arch: "bert",
    labels: moods(["LABEL_0", "bearish"], ["LABEL_1", "bullish"]),
    namesLabels: false,
    sharpness: 2.2,
    lean: 0.1,
    likes: 21,
  }),
  card({
    id: "ElKulako/cryptobert",
    task: text,
    arch: "roberta",
    labels: moods(["Bearish", "bearish"], ["Neutral", "neutral"], ["Bullish", "bullish"]),
    weights: { path: "pytorch_model.bin", bytes: 499_000_000 },
    sharpness: 1.5,
    lean: 0.15,
    likes: 160,
  }),
  card({
    id: "ProsusAI/finbert",
    task: text,
    arch: "bert",
    labels: moods(["positive", "bullish"], ["negative", "bearish"], ["neutral", "neutral"]),
    weights: { path: "pytorch_model.bin", bytes: 438_000_000 },
    sharpness: 1.8,
    lean: -0.05,
    likes: 1_000,
  }),
  card({
    id: "cardiffnlp/twitter-roberta-base-sentiment-latest",
    task: text,
    arch: "roberta",
    labels: moods(["negative", "bearish"], ["neutral", "neutral"], ["positive", "bullish"]),
    licence: "cc-by-4.0",
    weights: { path: "pytorch_model.bin", bytes: 501_000_000 },
    sharpness: 1.2,
    likes: 700,
  }),
  card({
    id: "StephanAkkerman/FinTwitBERT-sentiment",
    task: text,
    arch: "bert",
    labels: moods(["NEUTRAL", "neutral"], ["BULLISH", "bullish"], ["BEARISH", "bearish"]),
    licence: "mit",
    weights: { path: "model.safetensors", bytes: 439_000_000 },
    lean: 0.05,
    likes: 20,
  }),
  card({
    id: "distilbert/distilbert-base-uncased-finetuned-sst-2-english",
    task: text,
    arch: "distilbert",
    labels: moods(["NEGATIVE", "bearish"], ["POSITIVE", "bullish"]),
    licence: "apache-2.0",
    weights: { path: "model.safetensors", bytes: 268_000_000 },
    sharpness: 2.5,
    likes: 800,
  }),
  card({
    id: "mrm8488/distilroberta-finetuned-financial-news-sentiment-analysis",
    task: text,
    arch: "roberta",
    labels: moods(["negative", "bearish"], ["neutral", "neutral"], ["positive", "bullish"]),
    licence: "apache-2.0",
    likes: 400,
  }),
  card({
    id: "OpenC/crypto-gpt-o3-mini",
    task: "text-generation",
    arch: "gpt",
    servedBy: null,
    weights: null,
    likes: 5,
  }),
  card({
    id: "agarkovv/CryptoTrader-LM",
    task: "text-generation",
    arch: "llm",
    servedBy: null,
    weights: { path: "adapter_model.safetensors", bytes: 54_000_000 },
    likes: 15,
  }),
  card({
    id: "mistralai/Ministral-8B-Instruct-2410",
    task: "text-generation",
    arch: "llm",
    servedBy: null,
    gated: "auto",
    weights: { path: "model-00001-of-00004.safetensors", bytes: 4_983_000_000 },
    likes: 500,
  }),
  card({
    id: "openai-community/gpt2",
    task: "text-generation",
    arch: "gpt",
    servedBy: null,
    licence: "mit",
    likes: 2_900,
  }),
  card({
    id: "meta-llama/Llama-3.1-8B-Instruct",
    task: "conversational",
    arch: "llm",
    servedBy: "novita",
    gated: "manual",
    weights: { path: "model-00001-of-00004.safetensors", bytes: 4_976_000_000 },
    likes: 4_000,
  }),
  card({
    id: "facebook/bart-large-mnli",
    task: "zero-shot-classification",
    arch: "bart",
    licence: "mit",
    likes: 1_400,
  }),
  card({ id: "facebook/bart-large-cnn", task: "summarization", arch: "bart", licence: "mit", likes: 1_400 }),
  card({
    id: "deepset/roberta-base-squad2",
    task: "question-answering",
    arch: "roberta",
    licence: "cc-by-4.0",
    likes: 900,
  }),
  card({ id: "google-t5/t5-small", task: "translation", arch: "t5", licence: "apache-2.0", likes: 450 }),
  card({ id: "dslim/bert-base-NER", task: "token-classification", arch: "bert", licence: "mit", likes: 600 }),
  card({ id: "google-bert/bert-base-uncased", task: "fill-mask", arch: "bert", licence: "apache-2.0", likes: 2_200 }),
  card({
    id: "sentence-transformers/all-MiniLM-L6-v2",
    task: "feature-extraction",
    arch: "bert",
    licence: "apache-2.0",
    weights: { path: "model.safetensors", bytes: 90_900_000 },
    likes: 3_500,
  }),
];

/** Old ids without an owner, which the hub still redirects. */
export const aliases: Readonly<Record<string, string>> = {
  gpt2: "openai-community/gpt2",
  "bert-base-uncased": "google-bert/bert-base-uncased",
  "distilbert-base-uncased-finetuned-sst-2-english": "distilbert/distilbert-base-uncased-finetuned-sst-2-english",
};
