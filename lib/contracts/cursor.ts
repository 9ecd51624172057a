import { z } from "zod";

/** Where a page begins. */
export const cursorSchema = z
  .string()
  .max(100)
  .optional()
  .meta({ description: "`next` of the page before; without it the first page." });

/** Where the next page begins. */
export const nextSchema = z.string().nullable().meta({ description: "Cursor of the next page; null after the last." });
