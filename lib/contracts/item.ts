import { z } from "zod";
import { errorCodes } from "./errors";
import { itemVerdictSchema } from "./verdict";

const itemErrorSchema = z
  .object({ error: z.object({ code: z.enum(errorCodes), detail: z.string() }) })
  .meta({ id: "ItemError" });

/** What one of many texts gets: a verdict, or an error of its own. */
export const itemSchema = z.union([itemVerdictSchema, itemErrorSchema]);
export type Item = z.infer<typeof itemSchema>;

export const labelCountsSchema = z.object({ bullish: z.int(), neutral: z.int(), bearish: z.int() });
