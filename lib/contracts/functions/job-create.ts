import { z } from "zod";
import { defineFunction } from "../define-function";
import { jobSchema } from "../job";
import { MAX_JOB_BYTES, MAX_JOB_TEXTS } from "../limits";
import { sentimentOptions } from "../verdict";

const most = MAX_JOB_TEXTS.toLocaleString("en");

export const jobCreate = defineFunction({
  name: "job_create",
  title: "Start a job",
  summary: `Up to ${most} texts, read in the background.`,
  description:
    "Takes many texts and answers at once with a job, whose progress, results and events have addresses of their own. A job goes on after a restart, each text is read into exactly one result, and its results are kept until `expires_at`: a day after the end, where the server is not set otherwise. With the header Idempotency-Key the same request gives the same job, however often it is sent.",
  method: "POST",
  path: "/api/ai/jobs",
  input: z.strictObject({
    texts: z
      .array(z.unknown().meta({ type: "string" }))
      .min(1)
      .max(MAX_JOB_TEXTS)
      .meta({ description: `1 to ${most} texts. Each is checked on its own when its turn comes.` }),
    ...sentimentOptions,
    explain: z.boolean().default(false).meta({ description: "Name the spans that moved each verdict." }),
  }),
  output: jobSchema,
  examples: [
    {
      title: "Three headlines",
      input: {
        texts: ["Bitcoin climbs to a record high", "Exchange files for bankruptcy", "Fed minutes due on Wednesday"],
      },
    },
  ],
  fileFields: ["texts"],
  bodyLimit: MAX_JOB_BYTES,
  deadlineMs: 30_000,
  concurrency: 4,
  created: { location: "/api/ai/jobs/{id}" },
  idempotent: true,
  asksOthers: true,
  writes: "adds",
});
