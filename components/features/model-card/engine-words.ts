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
