import { z } from "zod";
import { cursorSchema, nextSchema } from "../cursor";
import { defineFunction } from "../define-function";
import { itemSchema } from "../item";
import { jobIdSchema, jobStates } from "../job";
import { MAX_JOB_PAGE } from "../limits";

const page = MAX_JOB_PAGE.toLocaleString("en");

export const jobResults = defineFunction({
  name: "job_results",
  title: "Results of a job",
  summary: "Page by page, or all in one file as CSV or JSON.",
  description:
    "Gives results in the order of the texts, also while the job runs. `next` is the cursor of the next page; while the job runs there always is one, and a page may be short or empty until more is read. With format=csv or format=json (or Accept: text/csv) everything that is there comes as one file, texts included.",
  method: "GET",
  path: "/api/ai/jobs/{id}/results",
  input: z.strictObject({
    id: jobIdSchema,
    cursor: cursorSchema,
    limit: z
      .int()
      .min(1)
      .max(MAX_JOB_PAGE)
      .default(100)
      .meta({ description: `Results a page, 1 to ${page}.` }),
    format: z
      .enum(["page", "csv", "json"])
      .default("page")
      .meta({ description: "page: one page as JSON. csv, json: everything as a file." }),
  }),
  output: z
    .object({
      success: z.literal(true),
      id: z.string(),
      state: z.enum(jobStates),
      results: z.array(
        z.object({
          index: z.int().min(0).meta({ description: "Place of the text in the request." }),
          result: itemSchema,
        }),
      ),
      next: nextSchema,
      request_id: z.string(),
    })
    .meta({ id: "JobResults" }),
  examples: [{ title: "The first ten", input: { id: "q5Yx0v7WJmN2cLr8TzKd3A", limit: 10 } }],
  rate: "read",
  media: { "text/csv": { format: "csv" } },
  otherFiles: [{ type: "application/json", input: { format: "json" } }],
  errors: ["invalid_cursor"],
});
