import { z } from "zod";
import { defineFunction } from "../define-function";
import { failureCodes } from "../failures";
import { categories, engines, labels } from "../verdict";

const share = z.number().min(0).max(1);

/** Figures of the development sets; `null` where scores are no probabilities. */
const qualitySchema = z.object({
  mean: z.object({ accuracy: share, macro_f1: share, ece: share.nullable() }),
  sets: z.array(
    z.object({
      set: z.string(),
      texts: z.int(),
      without_neutral: z.boolean(),
      accuracy: share,
      macro_f1: share,
      ece: share.nullable(),
    }),
  ),
});
export type ModelQuality = z.infer<typeof qualitySchema>;

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
    dtype: z
      .string()
      .nullable()
      .meta({ description: "Of its weights here, as q8 or fp32; null where it has none, or runs elsewhere." }),
    gated: z.boolean(),
    runs_on: z.array(z.enum(engines)),
    calibrated: z.boolean(),
    golden_sentences: z.int().meta({ description: "Sentences that it must read right before it is believed." }),
    state: z.enum(["ready", "not_asked_yet", "warming", "resting", "refused", "unusable", "off"]),
    cause: z.enum(failureCodes).nullable().meta({ description: "Why it is not ready, where that has a name." }),
    detail: z.string(),
    retry_after_s: z.number().nullable(),
    loaded: z.number().min(0).max(1).nullable().meta({
      description: "Share of it that is here while it is fetched; null: not being fetched, or nobody can say.",
    }),
    breaker: z
      .object({ state: z.enum(["closed", "open", "half_open"]), retry_after_s: z.number() })
      .nullable()
      .meta({ description: "Null for models of this machine, which have none." }),
    quality: qualitySchema
      .nullable()
      .meta({ description: "As measured when this version was made; null: it was not." }),
    calls: z.object({
      first_attempts: z.int(),
      retries: z.int(),
      answered: z.int(),
      failed: z.partialRecord(z.enum(failureCodes), z.int()).meta({ description: "By reason." }),
      per_minute: z.number().meta({ description: "Answered a minute, over the last quarter of an hour." }),
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
