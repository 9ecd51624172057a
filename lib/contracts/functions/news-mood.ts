import { z } from "zod";
import { defineFunction } from "../define-function";
import { moment } from "../moment";
import { archiveSchema, newsFilterFields } from "../news";
import { moodIntervals } from "../news-words";

const count = z.int().min(0);
const counts = {
  bullish: count,
  neutral: count,
  bearish: count,
  unclear: count.meta({ description: "Those whose verdict abstains." }),
};

export const newsMoodSchema = z
  .object({
    success: z.literal(true),
    symbol: z.string().nullable(),
    interval: z.enum(moodIntervals),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    buckets: z
      .array(z.object({ time: z.iso.datetime().meta({ description: "Its beginning, UTC." }), ...counts }))
      .meta({ description: "Oldest first; a stretch without a story is left out, not zero." }),
    coins: z
      .array(z.object({ symbol: z.string(), name: z.string().nullable(), ...counts }))
      .meta({ description: "The coins that are spoken of most in this time; `symbol` pays no heed here." }),
    archive: archiveSchema,
  })
  .meta({ id: "NewsMood" });
export type NewsMoodAnswer = z.infer<typeof newsMoodSchema>;

export const newsMood = defineFunction({
  name: "news_mood",
  title: "Mood of the news",
  summary: "How many stories were bullish, neutral or bearish, by hour, day or week.",
  description:
    "Counts stories by the verdict of their first item, in stretches of time, for all news or one coin, and by coin. A story counts once, however often it was copied; one of which only the month or year is told is left out.",
  method: "GET",
  path: "/api/ai/data/news/mood",
  input: z.strictObject({
    ...newsFilterFields,
    interval: z.enum(moodIntervals).default("1h").meta({ description: "Length of a bucket." }),
    from: moment.optional().meta({ description: "Two days (1h), or 60 intervals, before `to` where it is left out." }),
    to: moment.optional().meta({ description: "Now, where it is left out." }),
  }),
  output: newsMoodSchema,
  examples: [
    { title: "Two days by the hour", input: {} },
    { title: "Weeks of Bitcoin", input: { symbol: "BTC", interval: "1w" } },
  ],
  rate: "read",
  caching: "etag",
  deadlineMs: 15_000,
  errors: ["unknown_symbol"],
  asksOthers: true,
});
