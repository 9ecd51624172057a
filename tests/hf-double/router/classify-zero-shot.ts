import { z } from "zod";
import { hashText } from "../engine/random";
import { jsonReply } from "../engine/reply";
import type { Reply } from "../engine/types";
import type { ModelCard } from "../models/catalogue";
import { activate, readMoods } from "../models/score-labels";
import { routerErrors } from "./router-errors";
import type { TaskBody } from "./task-body";

const MOST_LABELS = 100;

const inputsSchema = z.union([z.string(), z.array(z.string()).max(1_000)]);
const parametersSchema = z.looseObject({
  candidate_labels: z.union([z.string(), z.array(z.string()).min(1).max(MOST_LABELS)]),
  multi_label: z.boolean().nullish(),
});

/** Zero-shot classification: one text gives `[{label, score}]`, a list of texts the older form, one object each. */
export function classifyZeroShot(body: TaskBody, model: ModelCard): Reply {
  const inputs = inputsSchema.safeParse(body.inputs);
  const parameters = parametersSchema.safeParse(body.parameters ?? {});
  if (!inputs.success || !parameters.success)
    return routerErrors.pipeline("You must include at least one label and at least one sequence.");
  const { candidate_labels: given, multi_label: multi } = parameters.data;
  const labels = typeof given === "string" ? given.split(",").map((label) => label.trim()) : given;

  const rank = (text: string) => {
    const logits = labels.map((label) => affinity(text, label, model));
    const scores = activate(logits, multi === true ? "sigmoid" : "softmax");
    return labels.map((label, index) => ({ label, score: scores[index] ?? 0 })).sort((a, b) => b.score - a.score);
  };
  if (typeof inputs.data === "string") return jsonReply(200, rank(inputs.data));
  return jsonReply(
    200,
    inputs.data.map((sequence) => {
      const ranking = rank(sequence);
      return { sequence, labels: ranking.map(({ label }) => label), scores: ranking.map(({ score }) => score) };
    }),
  );
}

/** How well a label fits a text: words they share, and the mood of the label's own words in the text's mood. */
function affinity(text: string, label: string, model: ModelCard): number {
  const words = new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []);
  const own = label.toLowerCase().match(/\p{L}+/gu) ?? [];
  const shared = own.filter((word) => words.has(word)).length / Math.max(1, own.length);
  const from = readMoods(text, model);
  const to = readMoods(label, model);
  const agreement = ((from.bullish - from.bearish) * (to.bullish - to.bearish)) / 4;
  const jitter = (hashText(`${label}\n${text}`) / 2 ** 32 - 0.5) * 0.2;
  return 2 * shared + Math.max(-4, Math.min(4, agreement)) + jitter;
}
