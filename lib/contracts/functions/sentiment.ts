import { z } from "zod";
import { defineFunction } from "../define-function";
import { MAX_TEXT_LENGTH } from "../limits";
import { sentimentOptions, textSchema, verdictSchema } from "../verdict";

export const sentiment = defineFunction({
  name: "sentiment",
  title: "Sentiment of a text",
  summary: "Bullish, neutral or bearish, with the words behind it.",
  description:
    "Reads one text and answers with a label, a confidence (and whether it is calibrated), a score per class, the spans that moved the verdict, and the engine that gave it. With `?stream=1` or `Accept: text/event-stream` the lexical reader's verdict comes at once (event first), then, if a better engine says otherwise, change with from and to, then done with the verdict.",
  method: "POST",
  path: "/api/ai/sentiment",
  input: z.strictObject({
    text: textSchema(MAX_TEXT_LENGTH),
    ...sentimentOptions,
    explain: z.boolean().default(true).meta({ description: "Name the spans that moved the verdict." }),
  }),
  output: verdictSchema,
  streams: "asked",
  streamItem: verdictSchema,
  examples: [
    { title: "Bullish", input: { text: "Ether jumps 8% as spot funds take in record inflows", category: "crypto" } },
    { title: "Bearish", input: { text: "Bridge drained of $190M, team halts withdrawals", category: "crypto" } },
    { title: "Tricky", input: { text: "Hack fears ease as exchange restores withdrawals", category: "news" } },
  ],
  asksOthers: true,
});
