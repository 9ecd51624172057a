import { z } from "zod";
import { defineFunction } from "../define-function";
import { jobIdSchema, jobSchema } from "../job";

export const jobEvents = defineFunction({
  name: "job_events",
  title: "Events of a job",
  summary: "A job's progress as server-sent events.",
  description:
    "Sends the job as a `progress` event at once, whenever something changed, and at least every second; at the end `done` with the job as it ended. Each event is the whole state, so that a connection that was lost is simply opened again.",
  method: "GET",
  path: "/api/ai/jobs/{id}/events",
  input: z.strictObject({ id: jobIdSchema }),
  output: jobSchema,
  examples: [{ title: "Watch it", input: { id: "q5Yx0v7WJmN2cLr8TzKd3A" } }],
  rate: "read",
  deadlineMs: 60 * 60_000,
  streams: "always",
  progress: "texts",
  concurrency: 200,
  lasting: true,
});
