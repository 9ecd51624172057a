import type { FailureCode } from "../../contracts/failures";
import type { Label } from "../../contracts/verdict";

/** What is known of a model before anyone has asked it. */
export interface ModelSpec {
  readonly key: string;
  /** For people. */
  readonly name: string;
  /** On the Hub: owner/name. */
  readonly id: string;
  /** Branch, tag or commit that is declared. The Inference API takes none and serves its own. */
  readonly revision: string;
  readonly task: "text-classification" | "zero-shot-classification" | "text-generation";
  /** The model's own labels, in any case, and what they mean; none for a model that gives no labels. */
  readonly labels: Readonly<Record<string, Label>>;
  /** Sentences that the model must read right before it is believed. */
  readonly golden: readonly GoldenSentence[];
  /** SPDX name; null where none is declared. */
  readonly licence: string | null;
  /** Weights, in megabytes. */
  readonly sizeMb: number | null;
  readonly gated: boolean;
  readonly runsOn: readonly ("hf_inference_api" | "local_model" | "embedded_model" | "browser_model")[];
  /** Longest input that it reads well, in its own tokens. */
  readonly maxTokens: number;
  /** Trained on posts whose mentions and links were written @user and http. */
  readonly masksMentions: boolean;
  /** How much it counts in an ensemble. */
  readonly weight: number;
  /** BCP 47 tags of the languages that it reads; left out where nobody has said. */
  readonly languages?: readonly string[];
  /** Keys of engines that speak with it as one. */
  readonly contains?: readonly string[];
  /** Divides the log-odds of its scores; from the table of calibrations. */
  readonly temperature: number;
  /** Why it cannot read a text at all, where that is known. */
  readonly unusable: { readonly code: FailureCode; readonly reason: string } | null;
}

export interface GoldenSentence {
  readonly text: string;
  readonly label: Label;
}
