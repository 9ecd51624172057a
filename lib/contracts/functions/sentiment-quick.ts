import { z } from "zod";
import { defineFunction } from "../define-function";
import { MAX_QUICK_LENGTH } from "../limits";
import { categories, textSchema, verdictSchema } from "../verdict";

export const sentimentQuick = defineFunction({
  name: "sentiment_quick",
  title: "Quick sentiment",
  summary: "The fastest engine that is ready; text in the query.",
  description: "Reads a short text with the fastest engine that is ready, for a link, a shell or a badge.",
  method: "GET",
  path: "/api/ai/sentiment/quick",
  input: z.strictObject({
    text: textSchema(MAX_QUICK_LENGTH),
    category: z.enum(categories).default("crypto").meta({ description: "What kind of text it is." }),
    explain: z.boolean().default(true).meta({ description: "Name the spans that moved the verdict." }),
  }),
  output: verdictSchema,
  examples: [{ title: "A headline", input: { text: "Solana outage ends after five hours" } }],
});
