import { z } from "zod";
import { jsonReply } from "../engine/reply";
import type { Reply } from "../engine/types";
import type { Habits } from "../engine/world";
import type { ModelCard } from "../models/catalogue";
import { tooLong } from "../models/count-tokens";
import { scoreLabels } from "../models/score-labels";
import { routerErrors } from "./router-errors";
import type { TaskBody } from "./task-body";

const DEFAULT_TOP = 5;

const inputsSchema = z.union([z.string(), z.array(z.string()).max(1_000)]);
const parametersSchema = z.looseObject({
  top_k: z.int().nullish(),
  function_to_apply: z.enum(["softmax", "sigmoid", "none"]).nullish(),
  truncation: z.boolean().nullish(),
});

/**
 * Text classification. One text: a list with one ranking. A list of texts with `top_k`: a ranking each. A list without:
 * by habit a single list with the best label of each text, or a ranking each.
 */
export function classifyTexts(body: TaskBody, model: ModelCard, habits: Habits): Reply {
  const inputs = inputsSchema.safeParse(body.inputs);
  if (!inputs.success) return routerErrors.pipeline("text input must be of type `str` or `list[str]`");
  const parameters = parametersSchema.safeParse(body.parameters ?? {});
  if (!parameters.success) return routerErrors.pipeline(z.prettifyError(parameters.error));
  const { top_k: asked, function_to_apply: activation, truncation } = parameters.data;

  const texts = typeof inputs.data === "string" ? [inputs.data] : inputs.data;
  for (const text of texts) {
    const complaint = truncation === true ? null : tooLong(text, model);
    if (complaint !== null) return routerErrors.pipeline(complaint);
  }
  const top = asked === null ? model.labels.length : (asked ?? DEFAULT_TOP);
  const rankings = texts.map((text) => scoreLabels(text, model, activation ?? "softmax").slice(0, top));
  const bestOnly = Array.isArray(inputs.data) && asked === undefined && habits.lists === "best-of-each";
  return jsonReply(200, bestOnly ? [rankings.flatMap((ranking) => ranking.slice(0, 1))] : rankings);
}
