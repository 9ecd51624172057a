import { z } from "zod";

const probability = z.number().min(0).max(1);

/** A reading as another process left it in Redis: believed only if it is one. */
export const keptReadingSchema = z.object({
  scores: z.object({ bullish: probability, neutral: probability, bearish: probability }),
  chunks: z.int().min(1),
  truncated: z.boolean().optional(),
});
