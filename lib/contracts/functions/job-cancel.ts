import { z } from "zod";
import { defineFunction } from "../define-function";
import { jobIdSchema, jobSchema } from "../job";

export const jobCancel = defineFunction({
  name: "job_cancel",
  title: "Cancel a job",
  summary: "Ends a job; what it has read stays readable.",
  description:
    "Cancels a job that is queued or running. Results that it has stay as long as those of any job. Cancelling a job that has ended changes nothing and answers with the job.",
  method: "DELETE",
  path: "/api/ai/jobs/{id}",
  input: z.strictObject({ id: jobIdSchema }),
  output: jobSchema,
  examples: [{ title: "Stop it", input: { id: "q5Yx0v7WJmN2cLr8TzKd3A" } }],
  rate: "read",
  writes: "ends",
});
