import { z } from "zod";
import { defineFunction } from "../define-function";
import { failureCodes } from "../failures";
import { engines } from "../verdict";

const period = z.object({
  requests: z.int(),
  limit: z.int().nullable(),
  credits_usd: z.number().meta({ description: "Estimated from the seconds that the provider reports." }),
  credits_limit_usd: z.number().nullable(),
});

export const stats = defineFunction({
  name: "stats",
  title: "Figures",
  summary: "What the engines did, the cache saved, and the budget has left.",
  description: "Counts since the start of this server, and the budget of the remote tier, which outlives it.",
  method: "GET",
  path: "/api/ai/stats",
  input: z.strictObject({}),
  output: z
    .object({
      success: z.literal(true),
      uptime_s: z.number().min(0),
      load: z
        .object({
          in_flight: z.int().meta({ description: "Requests that are being worked on." }),
          waiting: z.int().meta({ description: "Requests that wait for their turn." }),
          shed: z
            .int()
            .meta({ description: "Requests refused since the start, because they would have waited too long." }),
          loop_delay_p50_ms: z.number().meta({ description: "Delay of the event loop in the last half minute." }),
          loop_delay_p99_ms: z.number(),
          rss_mb: z.number().meta({ description: "Resident memory of this process." }),
        })
        .meta({ description: "How busy this process is." }),
      texts: z.object({
        total: z.int(),
        by_engine: z.partialRecord(z.enum(engines), z.int()),
      }),
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
            failed: z.partialRecord(z.enum(failureCodes), z.int()),
            p50_ms: z.number().nullable(),
            p95_ms: z.number().nullable(),
            p99_ms: z.number().nullable(),
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
  examples: [{ title: "How busy is it?", input: {} }],
  rate: "read",
});
