import { z } from "zod";
import { defineFunction } from "../define-function";
import { incidentIdSchema, incidentSchema, partKinds, severities } from "../parts";

export const incidents = defineFunction({
  name: "incidents",
  title: "Incidents",
  summary: "What changed its state, when, and why; newest first.",
  description:
    "Lists changes of state of tiers, models, sources, stores and the server. They outlive a restart. The newest 5,000 are kept, and of each part the newest 300. Words alone that change are no incident, nor is the one trial of what is left alone. What changes more than six times in a minute, or thirty times in an hour, is said to flap once, and told again when it is calm. Where more than five sources change alike at once, one incident tells of all; their first successes are told together, ten seconds later.",
  method: "GET",
  path: "/api/ai/incidents",
  input: z.strictObject({
    kind: z.enum(partKinds).optional().meta({ description: "Only of parts of this kind." }),
    key: z.string().min(1).max(200).optional().meta({ description: "Only of this part." }),
    severity: z.enum(severities).optional().meta({ description: "Only as severe as this, or more." }),
    since: z.iso.datetime().optional().meta({ description: "Only from this moment on." }),
    until: z.iso.datetime().optional().meta({ description: "Only before this moment." }),
    limit: z.coerce.number().int().min(1).max(500).default(100).meta({ description: "How many at the most." }),
    before: incidentIdSchema
      .optional()
      .meta({ description: "Only older than the incident of this id, also where that is not kept any more." }),
  }),
  output: z
    .object({
      success: z.literal(true),
      total: z.int().meta({ description: "That fit, however many are listed." }),
      by_severity: z.record(z.enum(severities), z.int()).meta({ description: "Of those that fit." }),
      incidents: z.array(incidentSchema),
      next: z.string().nullable().meta({ description: "`before` of the next page; null where this is the last." }),
      kept_since: z.iso.datetime().nullable().meta({ description: "When the oldest that is kept was seen." }),
      kept_in: z.enum(["memory", "disk", "redis"]),
    })
    .meta({ id: "Incidents" }),
  examples: [
    { title: "The latest", input: {} },
    { title: "What was bad of models", input: { kind: "model", severity: "warning" } },
  ],
  rate: "read",
});
