import type { EvaluatedEngine } from "@/lib/contracts/evaluation";

/** What each measured engine is called on the page. */
export const engineWords: Readonly<Record<EvaluatedEngine, string>> = {
  vader: "VADER",
  lexical: "Lexical",
  "v0-q8": "v0",
  "embedded-fp32": "Network, fp32",
  "embedded-q8": "Network",
  "fusion-fp32": "Fusion, fp32",
  "fusion-q8": "Fusion",
};

const setWords: Readonly<Record<string, string>> = {
  "dev.crypto_news": "Crypto news",
  "dev.crypto_posts": "Crypto posts",
  "dev.crypto_social": "Crypto social",
  "dev.crypto_social_noisy": "Crypto social, noisy labels",
  "dev.finance_news": "Finance news",
  "dev.social": "Social, any topic",
};

/** A set's name for people. */
export const nameSet = (set: string): string => setWords[set] ?? set;
