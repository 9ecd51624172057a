import { z } from "zod";
import { jsonReply } from "../engine/reply";
import type { Reply } from "../engine/types";
import type { ModelCard } from "../models/catalogue";
import { routerErrors } from "./router-errors";
import { speakOf } from "./speak-of";

const bodySchema = z.looseObject({ prompt: z.string(), max_tokens: z.int().positive().nullish() });

/** Text generation of a served model: `{choices: [{text}]}`. */
export function completeText(json: unknown, model: ModelCard): Reply {
  if (model.task !== "text-generation") return routerErrors.notSupported();
  const body = bodySchema.safeParse(json);
  if (!body.success) return routerErrors.pipeline("'prompt' is required");
  const text = speakOf(body.data.prompt, body.data.max_tokens ?? 100);
  return jsonReply(200, {
    object: "text_completion",
    model: model.id,
    choices: [{ index: 0, text, finish_reason: "stop" }],
  });
}
