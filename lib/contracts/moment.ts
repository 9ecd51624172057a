import { z } from "zod";

const momentSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** A day, or a time with its zone. */
export const moment = z.string().refine((text) => momentSchema.safeParse(text).success, {
  error: "must be a day like 2026-01-31 or a time like 2026-01-31T12:00:00Z",
});
