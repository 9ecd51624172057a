import { z } from "zod";
import { MAX_FLAG_COMMENT, MAX_TEXT_LENGTH } from "./limits";
import { categories, engines, labels, textSchema } from "./verdict";

/** What a flag says is wrong with a verdict. */
export const flagReasons = ["wrong_label", "wrong_reasons", "offensive", "other"] as const;
export type FlagReason = (typeof flagReasons)[number];

/** The verdict as it was shown to the person who flags it. */
export const flaggedVerdictSchema = z
  .strictObject({
    label: z.enum(labels),
    confidence: z.number().min(0).max(1),
    engine: z.enum(engines),
    model: z.string().min(1).max(1_000),
    abstained: z.boolean().default(false),
  })
  .meta({ description: "The verdict as it was shown: its label, confidence, engine and model." });

/** A flag as it is kept and handed out. Who sent it is not in it. */
export const flagSchema = z
  .object({
    id: z.string().regex(/^[\da-f-]{36}$/),
    saved_at: z.iso.datetime(),
    text: textSchema(MAX_TEXT_LENGTH),
    category: z.enum(categories),
    verdict: flaggedVerdictSchema,
    expected: z.enum(labels).nullable().meta({ description: "The label that it should have been; null: not said." }),
    reason: z.enum(flagReasons),
    comment: z.string().max(MAX_FLAG_COMMENT).nullable(),
  })
  .meta({ id: "Flag" });
export type FlagRow = z.infer<typeof flagSchema>;
