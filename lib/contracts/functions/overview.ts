import { z } from "zod";
import { defineFunction } from "../define-function";
import { incidentSchema } from "../parts";
import { engines } from "../verdict";
import { datasetSchema } from "./datasets";
import { health } from "./health";
import { models } from "./models";
import { stats } from "./stats";
import { seriesSchema, seriesWindows } from "./stats-series";

const moment = z.iso.datetime().nullable();

/** Four plain questions, each with its numbers. All of the last 24 hours, where they are of a time. */
const answersSchema = z
  .object({
    answering: z.object({
      status: health.output.shape.status,
      requests: z.int().meta({ description: "Of people: looks at the server itself do not count." }),
      failed: z.int().meta({ description: "Answered with 500, 503 or 504, or turned away." }),
      share: z
        .number()
        .min(0)
        .max(1)
        .nullable()
        .meta({ description: "Of requests that did not fail; null without any." }),
      detail: z.string().nullable().meta({ description: "What is out, where something is." }),
    }),
    fast: z.object({
      p50_ms: z.number().nullable(),
      p95_ms: z.number().nullable().meta({ description: "Of single verdicts, as answered by the API." }),
      first_ms: z.number().nullable().meta({ description: "Median of the tier that answers first." }),
    }),
    good: z.object({
      engine: z.enum(engines).meta({ description: "Who answers first of all now." }),
      model: z.string().nullable(),
      macro_f1: z
        .number()
        .nullable()
        .meta({ description: "Mean over the development sets, every set the same; null: not measured." }),
      sets: z.int(),
    }),
    fresh: z.object({
      prices_at: moment.meta({ description: "Opening of the newest candle that is at hand." }),
      prices_source: z.string().nullable(),
      prices_stale: z.boolean().nullable(),
      news_at: moment.meta({ description: "When the newest item of news was published." }),
      news_stale: z.boolean().nullable(),
      sample: z
        .boolean()
        .meta({ description: "True: no real source can be asked or left anything here; all is made up." }),
    }),
  })
  .meta({ id: "Answers" });
export type Answers = z.infer<typeof answersSchema>;

const sourceSchema = datasetSchema.omit({ symbols: true }).meta({ id: "SourceState" });
export type SourceRow = z.infer<typeof sourceSchema>;

/** Everything that the dashboard shows. */
export const overviewSchema = z
  .object({
    at: z.iso.datetime().meta({ description: "When it was looked at, by the server's clock." }),
    answers: answersSchema,
    health: health.output.omit({ success: true }),
    models: z.array(models.output.shape.models.element),
    sources: z.array(sourceSchema),
    stats: stats.output.omit({ success: true }).meta({ description: "Of the window that was asked for." }),
    series: seriesSchema,
    incidents: z.array(incidentSchema).meta({ description: "The newest fifty, newest first." }),
  })
  .meta({ id: "Overview" });
export type Overview = z.infer<typeof overviewSchema>;

/**
 * What changed since the event before: each part is whole, but for the slots of the series, which replace those of the same time or follow
 * them, and incidents, which are new.
 */
export const frameSchema = overviewSchema.partial().required({ at: true });
export type Frame = z.infer<typeof frameSchema>;

export const overview = defineFunction({
  name: "overview",
  title: "Overview",
  summary: "Models, sources, figures, health and incidents at a glance; as a stream: what changes.",
  description:
    "Everything that the dashboard shows, in one answer. With `?stream=1` or `Accept: text/event-stream` it begins with all of it and goes on with `frame` events of what has changed: states at once, figures every two seconds. One connection lasts for an hour at the most; open it again then.",
  method: "GET",
  path: "/api/ai/overview",
  input: z.strictObject({
    window: z.enum(seriesWindows).default("15m").meta({ description: "Of figures and series." }),
  }),
  output: overviewSchema.extend({ success: z.literal(true) }),
  examples: [{ title: "At a glance", input: {} }],
  rate: "read",
  deadlineMs: 60 * 60_000,
  streams: "asked",
  concurrency: 200,
  lasting: true,
  streamItem: frameSchema,
});
