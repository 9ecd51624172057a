import { z } from "zod";
import { defineFunction } from "../define-function";
import { itemSchema, labelCountsSchema } from "../item";
import { MAX_BULK_TEXTS } from "../limits";
import { engines, labels, sentimentOptions, thresholdsSchema } from "../verdict";

const summarySchema = z
  .object({ total: z.int(), failed: z.int(), abstained: z.int(), counts: labelCountsSchema })
  .meta({ id: "BulkSummary" });

export const sentimentBulk = defineFunction({
  name: "sentiment_bulk",
  title: "Sentiment of many texts",
  summary: `Up to ${MAX_BULK_TEXTS.toLocaleString("en")} texts in one request, each with its own verdict or error.`,
  description:
    "Reads many texts. Results come in the order of the texts; a text that cannot be read gets an error of its own and never fails its neighbours. With `?stream=1` or `Accept: text/event-stream` results come as server-sent events (item, progress, done); closing the connection cancels the rest.",
  method: "POST",
  path: "/api/ai/sentiment/bulk",
  input: z.strictObject({
    texts: z
      .array(z.unknown().meta({ type: "string" }))
      .min(1)
      .max(MAX_BULK_TEXTS)
      .meta({ description: `1 to ${MAX_BULK_TEXTS.toLocaleString("en")} texts. Each is checked on its own.` }),
    ...sentimentOptions,
    explain: z.boolean().default(false).meta({ description: "Name the spans that moved each verdict." }),
  }),
  output: z
    .object({
      success: z.literal(true),
      results: z.array(itemSchema),
      summary: summarySchema,
      labels: z.array(z.enum(labels)),
      thresholds: thresholdsSchema.meta({ description: "Of the engine that read most of the texts." }),
      thresholds_by_engine: z
        .partialRecord(z.enum(engines), thresholdsSchema)
        .meta({ description: "How to read the confidence of an item, by its `engine`." }),
      latency_ms: z.number(),
      request_id: z.string(),
    })
    .meta({ id: "BulkVerdict" }),
  examples: [
    {
      title: "Three headlines",
      input: {
        texts: ["Bitcoin climbs to a record high", "Exchange files for bankruptcy", "Fed minutes due on Wednesday"],
      },
    },
  ],
  fileFields: ["texts"],
  bodyLimit: 2 * 1024 * 1024,
  deadlineMs: 30_000,
  streams: "asked",
  progress: "texts",
  concurrency: 4,
  streamItem: z.object({ index: z.int().min(0), result: itemSchema }),
  asksOthers: true,
});
