import { z } from "zod";
import { cursorSchema, nextSchema } from "../cursor";
import { defineFunction } from "../define-function";
import { flagSchema } from "../flag";
import { MAX_FLAG_PAGE } from "../limits";

export const flags = defineFunction({
  name: "flags",
  title: "What was flagged",
  summary: "Flagged texts with their verdicts, page by page or as a file.",
  description:
    "Gives what was flagged, the oldest first: a page as JSON, or all of it as a file with format=csv or format=jsonl (or Accept: text/csv, application/x-ndjson). In the CSV what a spreadsheet would run as a formula has a quote mark in front. Each server gives what it has saved itself. Where flagging is off it answers not_found.",
  method: "GET",
  path: "/api/ai/flags",
  input: z.strictObject({
    format: z
      .enum(["json", "csv", "jsonl"])
      .default("json")
      .meta({ description: "json: one page. csv, jsonl: everything as a file." }),
    cursor: cursorSchema,
    limit: z
      .int()
      .min(1)
      .max(MAX_FLAG_PAGE)
      .default(100)
      .meta({ description: `Flags a page, 1 to ${MAX_FLAG_PAGE}; long texts make a page shorter.` }),
  }),
  output: z
    .object({
      success: z.literal(true),
      flags: z.array(flagSchema),
      next: nextSchema,
      bytes: z.int().min(0).meta({ description: "What the file of flags takes." }),
      most_bytes: z.int().meta({ description: "What it may take; beyond that no more are saved." }),
      request_id: z.string(),
    })
    .meta({ id: "Flags" }),
  examples: [{ title: "The first ten", input: { limit: 10 } }],
  rate: "read",
  media: { "text/csv": { format: "csv" }, "application/x-ndjson": { format: "jsonl" } },
  errors: ["not_found", "invalid_cursor"],
});
