import { z } from "zod";
import { defineFunction } from "../define-function";
import { categories, engines, labels } from "../verdict";

export const info = defineFunction({
  name: "info",
  title: "What this server is",
  summary: "Environment, engines, functions, versions and limits.",
  description:
    "Says where the server runs, which engines can answer and why, what it can be asked, and within which limits.",
  method: "GET",
  path: "/api/ai/info",
  input: z.strictObject({}),
  output: z
    .object({
      success: z.literal(true),
      name: z.string(),
      version: z.string(),
      environment: z.enum(["space", "local"]),
      mode: z
        .object({
          name: z.enum(["space_api", "space_local", "local_api", "local_only"]),
          why: z.string(),
          asks: z.array(z.enum(engines)).meta({ description: "The tiers that a text goes through, first to last." }),
        })
        .meta({ description: "Where the server runs, whether it asks the Inference API, and who reads a text." }),
      hugging_face: z
        .object({
          use_api: z.boolean(),
          mode: z.enum(["auth", "public", "no_key", "bad_key", "off"]),
          why: z.string(),
        })
        .meta({ description: "Whether the Inference API is asked, how, and why." }),
      engines: z.array(
        z.object({
          key: z.string(),
          engine: z.enum(engines),
          state: z.enum(["ready", "degraded", "failed", "off"]),
          revision: z
            .string()
            .nullable()
            .meta({ description: "Null for a tier of several models: `models` names the revision of each." }),
          detail: z.string(),
        }),
      ),
      functions: z.array(
        z.object({
          name: z.string(),
          method: z.enum(["GET", "POST", "DELETE"]),
          path: z.string(),
          summary: z.string(),
        }),
      ),
      labels: z.array(z.enum(labels)),
      categories: z.array(z.enum(categories)),
      limits: z.object({
        text_length: z.int(),
        quick_text_length: z.int(),
        bulk_texts: z.int(),
        candles: z.int(),
        indicators: z.int(),
        body_bytes: z.int(),
        bulk_body_bytes: z.int(),
        sentiment_requests_per_minute: z.int(),
        read_requests_per_minute: z.int(),
      }),
      features: z
        .object({ flagging: z.boolean().meta({ description: "Whether `flag` saves here." }) })
        .meta({ description: "What can be switched on and off." }),
      openapi: z.string(),
    })
    .meta({ id: "Info" }),
  examples: [{ title: "About this server", input: {} }],
  rate: "read",
  caching: "etag",
});
