import { readShipped } from "../../lexical/shipped-reader";
import { hashText } from "../engine/random";
import type { ModelCard, Mood } from "./catalogue";

export interface LabelScore {
  readonly label: string;
  readonly score: number;
}

export type Activation = "softmax" | "sigmoid" | "none";

/** Log-odds of the three moods: the lexical reading of the text, sharpened and leaned as the model is. */
export function readMoods(text: string, model: Pick<ModelCard, "id" | "sharpness" | "lean">): Record<Mood, number> {
  const { scores } = readShipped(text, { explain: false });
  const logit = (mood: Mood): number => {
    const jitter = (hashText(`${model.id}\n${mood}\n${text}`) / 2 ** 32 - 0.5) * 0.1;
    return model.sharpness * Math.log(Math.max(scores[mood], 1e-6)) + jitter;
  };
  return { bullish: logit("bullish") + model.lean, neutral: logit("neutral"), bearish: logit("bearish") - model.lean };
}

/** A model's own labels with its scores for a text, best first. The same text always scores the same. */
export function scoreLabels(text: string, model: ModelCard, activation: Activation = "softmax"): LabelScore[] {
  const moods = readMoods(text, model);
  const logits = model.labels.map(({ mood }) => moods[mood]);
  const scores = activate(logits, activation);
  return model.labels
    .map(({ name }, index) => ({ label: name, score: scores[index] ?? 0 }))
    .sort((a, b) => b.score - a.score);
}

/** Turns logits into scores. */
export function activate(logits: readonly number[], activation: Activation): number[] {
  if (activation === "none") return [...logits];
  if (activation === "sigmoid") return logits.map((logit) => 1 / (1 + Math.exp(-logit)));
  const top = Math.max(...logits);
  const parts = logits.map((logit) => Math.exp(logit - top));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}
