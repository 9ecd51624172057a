import { z } from "zod";

const probability = z.number().min(0).max(1);

const entrySchema = z.object({
  value: z.object({
    at: z.number(),
    scores: z.object({ bullish: probability, neutral: probability, bearish: probability }),
    chunks: z.int().min(1),
    truncated: z.boolean().optional(),
  }),
});

/** A kept reading and the wall time, in milliseconds, at which it was kept. */
export type Entry = z.infer<typeof entrySchema>["value"];

/** What another process left in Redis, or nothing where it is not a reading. */
export function readEntry(raw: string): Entry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(raw)).data?.value;
  } catch {
    return undefined;
  }
}
