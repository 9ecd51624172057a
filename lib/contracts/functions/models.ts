import { z } from "zod";
import { defineFunction } from "../define-function";
import { categories, engines, labels } from "../verdict";

const modelSchema = z
  .object({
    key: z.string().meta({ description: "What `model` and `models` take." }),
    name: z.string(),
    id: z.string().meta({ description: "On the Hub: owner/name; for readers of this project their own name." }),
    engine: z.enum(engines),
    task: z.string(),
    revision: z.string().meta({
      description: "Declared by this server. The Inference API takes none: it serves its own, whatever stands here.",
    }),
    labels: z
      .array(z.object({ name: z.string(), means: z.enum(labels) }))
      .meta({ description: "The model's own labels and what they mean." }),
    categories: z.array(z.enum(categories)).meta({ description: "Kinds of text that it is asked for." }),
    licence: z.string().nullable().meta({ description: "SPDX name; null where none is declared." }),
    size_mb: z.number().nullable(),
    gated: z.boolean(),
    runs_on: z.array(z.enum(engines)),
    calibrated: z.boolean(),
    golden_sentences: z.int().meta({ description: "Sentences that it must read right before it is believed." }),
    state: z.enum(["ready", "not_asked_yet", "warming", "resting", "refused", "unusable", "off"]),
    detail: z.string(),
    retry_after_s: z.number().nullable(),
    calls: z.object({
      first_attempts: z.int(),
      retries: z.int(),
      answered: z.int(),
      p50_ms: z.number().nullable(),
      p95_ms: z.number().nullable(),
      p99_ms: z.number().nullable(),
    }),
  })
  .meta({ id: "Model" });
export type ModelEntry = z.infer<typeof modelSchema>;

export const models = defineFunction({
  name: "models",
  title: "Models",
  summary: "Every model, where it runs and how it is.",
  description:
    "Lists the models that this server knows: labels, licence, size, state and latency. One that cannot be asked is listed with the reason.",
  method: "GET",
  path: "/api/ai/models/available",
  input: z.strictObject({}),
  output: z
    .object({ success: z.literal(true), total: z.int(), ready: z.int(), models: z.array(modelSchema) })
    .meta({ id: "Models" }),
  examples: [{ title: "All models", input: {} }],
  rate: "read",
});
