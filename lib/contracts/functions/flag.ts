import { z } from "zod";
import { defineFunction } from "../define-function";
import { flaggedVerdictSchema, flagReasons } from "../flag";
import { MAX_FLAG_COMMENT, MAX_FLAG_TEXT } from "../limits";
import { categories, labels, textSchema } from "../verdict";

export const flag = defineFunction({
  name: "flag",
  title: "Flag a verdict",
  summary: "Saves a text and the verdict it got, to be looked at.",
  description:
    "Saves the text, the verdict that was shown and what is wrong with it in a file of this server, once it is on its disk. Whoever can open the server can download what was flagged (`flags`), so `consent: true` must be sent: without it nothing is saved. Who sent it is not kept. Texts of up to 4,000 characters can be flagged; a client may save 50 flags and 1 MB of them a day, beyond which it is rate_limited. Where flagging is off (in a public Space, unless it is switched on) it answers not_found; where the file is full or the disk takes nothing, unavailable.",
  method: "POST",
  path: "/api/ai/flags",
  input: z.strictObject({
    text: textSchema(MAX_FLAG_TEXT).meta({
      description: `The text that was read, not blank. One of more than ${MAX_FLAG_TEXT.toLocaleString("en")} UTF-16 code units cannot be flagged.`,
    }),
    category: z.enum(categories).default("crypto").meta({ description: "What kind of text it was read as." }),
    verdict: flaggedVerdictSchema,
    expected: z
      .enum(labels)
      .optional()
      .meta({ description: "The label that it should have been, where one is meant." }),
    reason: z.enum(flagReasons).meta({ description: "What is wrong with the verdict." }),
    comment: z
      .string()
      .max(MAX_FLAG_COMMENT)
      .optional()
      .meta({ description: `In your own words, at most ${MAX_FLAG_COMMENT} UTF-16 code units.` }),
    consent: z.literal(true).meta({
      description:
        "Must be true: the text and the verdict are saved, and whoever can open this server can download them.",
    }),
  }),
  output: z
    .object({
      success: z.literal(true),
      id: z.string(),
      saved_at: z.iso.datetime(),
      request_id: z.string(),
    })
    .meta({ id: "FlagSaved" }),
  examples: [
    {
      title: "A verdict that is wrong",
      input: {
        text: "Hack fears ease as exchange restores withdrawals",
        category: "news",
        verdict: { label: "bearish", confidence: 0.71, engine: "lexical", model: "lexical" },
        expected: "bullish",
        reason: "wrong_label",
        comment: "Fears that ease are good news.",
        consent: true,
      },
    },
  ],
  bodyLimit: 64 * 1024,
  writes: "adds",
  errors: ["not_found"],
});
