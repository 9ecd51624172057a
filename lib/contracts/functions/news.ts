import { z } from "zod";
import { nextSchema } from "../cursor";
import { defineFunction } from "../define-function";
import { DEFAULT_NEWS, MAX_NEWS, MAX_SEARCH } from "../limits";
import { moment } from "../moment";
import { archiveSchema, failedSourceSchema, newsFilterFields, newsItemSchema } from "../news";

export const newsSchema = z
  .object({
    success: z.literal(true),
    items: z.array(newsItemSchema),
    next: nextSchema,
    total: z.int().meta({ description: "How many match in all." }),
    archive: archiveSchema,
    failed: z
      .array(failedSourceSchema)
      .meta({ description: "Sources that did not answer when they were last asked: their newest is missing." }),
  })
  .meta({ id: "News" });
export type NewsAnswer = z.infer<typeof newsSchema>;

export const news = defineFunction({
  name: "news",
  title: "News",
  summary: "Crypto news with the mood of each story, told once however often it was copied.",
  description:
    "Lists stories, the newest first, or the best match first where `q` searches. Each is the first item that told it, with its verdict, its coins and who told it since. Where no source has brought anything yet it is sample news, and says so.",
  method: "GET",
  path: "/api/ai/data/news",
  input: z.strictObject({
    limit: z
      .int()
      .min(1)
      .max(MAX_NEWS)
      .default(DEFAULT_NEWS)
      .meta({ description: `Items a page, 1 to ${MAX_NEWS}.` }),
    cursor: z
      .string()
      .max(200)
      .optional()
      .meta({ description: "`next` of the page before, with the same filters; without it the first page." }),
    ...newsFilterFields,
    from: moment.optional().meta({ description: "First day or time, UTC where it says no more." }),
    to: moment.optional().meta({ description: "Before this time; a day counts whole." }),
    q: z
      .string()
      .trim()
      .max(MAX_SEARCH)
      .optional()
      .meta({ description: "Words to find in titles and leads, ranked by BM25; an item need not have all of them." }),
    copies: z
      .enum(["folded", "all"])
      .default("folded")
      .meta({ description: "folded: the first item of each story. all: every item." }),
    format: z.enum(["json", "csv", "rss"]).default("json").meta({
      description:
        "csv, rss: the page as a file, for spreadsheets or feed readers; `Link` names the next page, `X-Failed-Sources` who did not answer.",
    }),
  }),
  output: newsSchema,
  examples: [
    { title: "The newest stories", input: { limit: 20 } },
    { title: "Bearish stories about Ether", input: { symbol: "ETH", label: "bearish" } },
    { title: "A search", input: { q: "exchange outflows", limit: 10 } },
  ],
  rate: "read",
  caching: "etag",
  deadlineMs: 15_000,
  media: { "text/csv": { format: "csv" }, "application/rss+xml": { format: "rss" } },
  errors: ["unknown_symbol", "invalid_cursor"],
  asksOthers: true,
});
