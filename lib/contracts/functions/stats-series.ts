import { z } from "zod";
import { defineFunction } from "../define-function";
import { errorCodes } from "../errors";
import { engines } from "../verdict";

export const seriesWindows = ["15m", "24h", "30d"] as const;
export type SeriesWindow = (typeof seriesWindows)[number];

const ms = z.number().nullable();

export const seriesSlotSchema = z
  .object({
    at: z.iso.datetime().meta({ description: "Its beginning." }),
    seconds: z.number().meta({ description: "Its length; the newest slot is not over yet." }),
    calls: z.int().meta({ description: "Answers of the API." }),
    errors: z.partialRecord(z.enum(errorCodes), z.int()).meta({ description: "Of those, by code." }),
    shed: z.int(),
    tiers: z.array(
      z.object({
        engine: z.enum(engines),
        texts: z.int(),
        asked: z.int(),
        failed: z.int(),
        p50_ms: ms,
        p95_ms: ms,
        p99_ms: ms,
      }),
    ),
    cache: z.object({ fresh: z.int(), stale: z.int(), missed: z.int() }),
    upstream: z.object({ attempts: z.int(), retries: z.int(), failed: z.int() }),
    loop_delay: z.object({ p50_ms: ms, p99_ms: ms }).meta({ description: "Of the event loop; null: not sampled." }),
    rss_mb: z.number().nullable().meta({ description: "Resident memory of a server, the largest sample." }),
    budget_left: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .meta({ description: "Share of the month's budget that was left, the smallest sample; null without a limit." }),
  })
  .meta({ id: "StatsSlot" });
export type SeriesSlotRow = z.infer<typeof seriesSlotSchema>;

export const seriesSchema = z
  .object({
    window: z.enum(seriesWindows),
    slot_s: z.int().meta({ description: "How finely time is told apart, in seconds." }),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    slots: z
      .array(seriesSlotSchema)
      .meta({ description: "Oldest first. A slot that is missing is a gap: nothing ran then." }),
  })
  .meta({ id: "StatsSeries" });
export type SeriesAnswer = z.infer<typeof seriesSchema>;

export const statsSeries = defineFunction({
  name: "stats_series",
  title: "Figures over time",
  summary: "Requests, errors, latency by tier, cache, budget, event loop and memory, slot by slot.",
  description:
    "The same counts as `stats`, told apart by time: ten seconds for a quarter of an hour, five minutes for a day, two hours for thirty days. Where no server ran there is no slot.",
  method: "GET",
  path: "/api/ai/stats/series",
  input: z.strictObject({
    window: z.enum(seriesWindows).default("15m").meta({ description: "How far back." }),
  }),
  output: seriesSchema.extend({ success: z.literal(true) }),
  examples: [{ title: "The last quarter of an hour", input: {} }],
  rate: "read",
});
