import { z } from "zod";
import { keptReadingSchema } from "../redis/kept-reading-schema";

const entrySchema = z.object({ value: keptReadingSchema.extend({ at: z.number() }) });

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
