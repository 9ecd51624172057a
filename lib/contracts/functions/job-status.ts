import { z } from "zod";
import { defineFunction } from "../define-function";
import { jobIdSchema, jobSchema } from "../job";

export const jobStatus = defineFunction({
  name: "job_status",
  title: "A job",
  summary: "How far a job is.",
  description: "Says how far a job is, what it found so far, how fast it goes and when it will be through.",
  method: "GET",
  path: "/api/ai/jobs/{id}",
  input: z.strictObject({ id: jobIdSchema }),
  output: jobSchema,
  examples: [{ title: "How far is it?", input: { id: "q5Yx0v7WJmN2cLr8TzKd3A" } }],
  rate: "read",
});
