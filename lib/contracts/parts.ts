import { z } from "zod";
import { failureCodes } from "./failures";

/** What can be in some state: tiers and their models, where prices and news come from, where things are kept, the server itself. */
export const partKinds = ["server", "tier", "model", "source", "store"] as const;
export type PartKind = (typeof partKinds)[number];

/**
 * ready: it works. not_asked_yet: nobody knows. warming: it loads. resting: left alone for a while. refused: not asked for hours, or not
 * served. failed: it does not work. stale: it works, and what it gives is old. unusable: it never will. off: not wanted here.
 * started and ended are of the server.
 */
export const partStates = [
  "ready",
  "not_asked_yet",
  "warming",
  "resting",
  "refused",
  "failed",
  "stale",
  "unusable",
  "off",
  "started",
  "ended",
] as const;
export type PartState = (typeof partStates)[number];

export const severities = ["info", "warning", "critical"] as const;
export type Severity = (typeof severities)[number];

/** Microseconds since the epoch, sixteen digits, and which server: as texts they sort by age. */
export const incidentIdSchema = z
  .string()
  .regex(/^[0-8]\d{15}-[\da-f]{8}$/, { error: "must be the id of an incident, as in 1767225600000000-0a1b2c3d" });

export const incidentSchema = z
  .object({
    id: incidentIdSchema.meta({
      description: "Grows, also where a clock is set back; as texts, ids sort by age.",
    }),
    at: z.iso.datetime(),
    kind: z.enum(partKinds),
    key: z.string().max(200).meta({
      description:
        "As `models`, `datasets` and `health` name it; `server` of the server, `sources` where many changed at once and alike.",
    }),
    name: z.string().max(200).meta({ description: "For people." }),
    from: z.enum(partStates).nullable().meta({ description: "Null where nothing was known before." }),
    to: z.enum(partStates),
    severity: z.enum(severities).meta({
      description:
        "info: it is back, or as meant. warning: something else stands in: another model, the sample, memory. critical: nothing does: no model can answer, or nothing can be kept in any place where it should be.",
    }),
    code: z.enum(failureCodes).nullable().meta({ description: "The cause, where it has a name." }),
    detail: z.string().max(500).meta({ description: "The cause in words." }),
    lasted_s: z.number().min(0).nullable().meta({ description: "How long it had been in `from`; null: unknown." }),
    server: z
      .string()
      .regex(/^[\da-f]{8}$/)
      .meta({ description: "Which of several servers saw it; one name a start." }),
  })
  .meta({ id: "Incident" });
export type IncidentRow = z.infer<typeof incidentSchema>;
