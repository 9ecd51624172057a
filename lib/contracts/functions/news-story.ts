import { z } from "zod";
import { defineFunction } from "../define-function";
import { newsItemSchema } from "../news";

export const newsStorySchema = z
  .object({
    success: z.literal(true),
    item: newsItemSchema,
    versions: z
      .array(newsItemSchema)
      .meta({ description: "All that was kept of this item, the first first: changed words, and who read them when." }),
    copies: z
      .array(newsItemSchema)
      .meta({ description: "The story's other items, the first seen first; 200 at the most." }),
  })
  .meta({ id: "NewsStory" });
export type NewsStoryAnswer = z.infer<typeof newsStorySchema>;

export const newsStory = defineFunction({
  name: "news_story",
  title: "One item of news",
  summary: "An item with its earlier versions and its copies.",
  description: "Gives an item by its id, how it read before its source changed it, and who else told the same.",
  method: "GET",
  path: "/api/ai/data/news/{id}",
  input: z.strictObject({
    id: z
      .string()
      .regex(/^[0-9a-f]{24}$/, { error: "must be the id of an item: 24 hex digits" })
      .meta({ description: "`id` of an item of `news`." }),
  }),
  output: newsStorySchema,
  examples: [{ title: "An item", input: { id: "0f3a5c7e9b1d2f4a6c8e0b1d" } }],
  rate: "read",
  caching: "etag",
  deadlineMs: 15_000,
  asksOthers: true,
});
