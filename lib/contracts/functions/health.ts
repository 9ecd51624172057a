import { z } from "zod";
import { defineFunction } from "../define-function";

export const health = defineFunction({
  name: "health",
  title: "Health",
  summary: "Healthy, degraded or unhealthy, with each check.",
  description:
    "Answers from what the server already knows; it never calls another service. Unhealthy only when no engine can answer. For probes there are /healthz (the process runs) and /readyz (texts can be sent), outside the rate limit.",
  method: "GET",
  path: "/api/ai/health",
  input: z.strictObject({}),
  output: z
    .object({
      success: z.literal(true),
      status: z.enum(["healthy", "degraded", "unhealthy"]),
      checks: z.array(
        z.object({
          name: z.string(),
          kind: z.enum(["engine", "source", "store"]).meta({
            description:
              "Engines read texts; prices come from sources; stores keep figures, readings, budgets and jobs.",
          }),
          status: z
            .enum(["pass", "warn", "fail", "off"])
            .meta({ description: "off: not wanted on this server, or not offered by its provider." }),
          detail: z.string(),
          checked_at: z.iso.datetime(),
          age_s: z.number().min(0),
        }),
      ),
      uptime_s: z.number().min(0),
      version: z.string(),
    })
    .meta({ id: "Health" }),
  examples: [{ title: "Is it up?", input: {} }],
  rate: "read",
});
