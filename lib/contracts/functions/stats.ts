import { z } from "zod";
import { defineFunction } from "../define-function";
import { errorCodes } from "../errors";
import { failureCodes } from "../failures";
import { partKinds, partStates } from "../parts";
import { engines } from "../verdict";

const period = z.object({
  requests: z.int(),
  limit: z.int().nullable(),
  credits_usd: z.number().meta({ description: "Estimated from the seconds that the provider reports." }),
  credits_limit_usd: z.number().nullable(),
});

const statsWindows = ["all", "15m", "24h", "30d"] as const;

const byFailure = z.partialRecord(z.enum(failureCodes), z.int());
const percentiles = {
  p50_ms: z.number().nullable(),
  p95_ms: z.number().nullable(),
  p99_ms: z.number().nullable(),
};

export const stats = defineFunction({
  name: "stats",
  title: "Figures",
  summary: "What the engines did, the cache saved, and the budget has left.",
  description:
    "Counts of all servers that share a store, or of this one: ever since counting began, or in a window of time. They outlive a restart. Percentiles are within 2 %. The budget is that of the remote tier.",
  method: "GET",
  path: "/api/ai/stats",
  input: z.strictObject({
    window: z
      .enum(statsWindows)
      .default("all")
      .meta({ description: "How far back to count. The states of breakers and the budget are always those of now." }),
  }),
  output: z
    .object({
      success: z.literal(true),
      load: z
        .object({
          in_flight: z.int().meta({ description: "Requests that are being worked on." }),
          waiting: z.int().meta({ description: "Requests that wait for their turn." }),
          loop_delay_p50_ms: z.number().meta({ description: "Delay of the event loop in the last half minute." }),
          loop_delay_p99_ms: z.number(),
          rss_mb: z.number().meta({ description: "Resident memory of this process." }),
        })
        .meta({ description: "How busy this process is." }),
      uptime_s: z.number().min(0).meta({ description: "Of the server that answers." }),
      window: z.enum(statsWindows),
      since: z.iso.datetime().meta({ description: "From when on these figures count." }),
      kept_in: z
        .enum(["memory", "disk", "redis"])
        .meta({ description: "Where they are kept; memory: they end with the server." }),
      persisted: z.boolean().meta({ description: "Whether they outlive the server." }),
      replicas: z.int().min(1).meta({ description: "Servers that count together now." }),
      functions: z
        .array(
          z.object({
            name: z.string().meta({ description: "Of a function; `other`: requests that named none." }),
            calls: z.int(),
            errors: z.partialRecord(z.enum(errorCodes), z.int()),
            ...percentiles,
            p90_ms: z.number().nullable(),
          }),
        )
        .meta({ description: "Answers of the API, each counted once." }),
      tiers: z
        .array(
          z.object({
            engine: z.enum(engines),
            texts: z.int().meta({ description: "Texts that it read: single + quick + bulk." }),
            share: z.number().min(0).max(1).nullable().meta({ description: "Of all texts; null without any." }),
            single: z.int().meta({ description: "Of `sentiment`. Over all tiers they add up to its answers." }),
            quick: z.int(),
            bulk: z.int(),
            asked: z.int().meta({ description: "How often an engine of it was asked for verdicts." }),
            errors: byFailure.meta({ description: "Of those that were asked, by reason." }),
            without: byFailure.meta({ description: "Verdicts that had to do without it, by reason." }),
            ...percentiles,
          }),
        )
        .meta({ description: "Who read how much, and how fast." }),
      texts: z.object({
        total: z.int(),
        by_engine: z.partialRecord(z.enum(engines), z.int()),
      }),
      shed: z.int().meta({ description: "Calls that were turned away because there were too many." }),
      changes: z
        .array(
          z.object({
            kind: z.enum(partKinds),
            to: z.enum(partStates),
            count: z.int().min(1),
          }),
        )
        .meta({ description: "How often something came into another state: what `incidents` tells one by one." }),
      upstream: z.object({
        state: z.enum(["available", "closed", "off"]),
        detail: z.string(),
        closed_until: z.iso.datetime().nullable(),
        first_attempts: z.int(),
        retries: z.int(),
        models: z.array(
          z.object({
            key: z.string(),
            breaker: z.enum(["closed", "open", "half_open"]),
            retry_after_s: z.number(),
            first_attempts: z.int(),
            retries: z.int(),
            answered: z.int(),
            failed: byFailure,
            ...percentiles,
          }),
        ),
      }),
      cache: z.object({
        levels: z.array(z.enum(["memory", "redis"])),
        detail: z.string(),
        fresh: z.int(),
        stale: z.int(),
        missed: z.int(),
        hit_rate: z.number().min(0).max(1).nullable(),
      }),
      budget: z.object({
        state: z.enum(["available", "exhausted"]),
        closed_until: z.iso.datetime().nullable(),
        minute: z.object({ requests: z.int(), limit: z.int().nullable() }),
        day: period,
        month: period,
        persisted: z.boolean().meta({ description: "Whether the ledger is on disk." }),
      }),
    })
    .meta({ id: "Stats" }),
  examples: [
    { title: "How busy is it?", input: {} },
    { title: "The last quarter of an hour", input: { window: "15m" } },
  ],
  rate: "read",
});
