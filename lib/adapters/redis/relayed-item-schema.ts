import { z } from "zod";
import { keptVerdictSchema } from "../../contracts/news";
import { precisions } from "../../contracts/news-words";
import { isWebLink } from "../../core/news/is-web-link";
import { MAX_LEAD, MAX_TITLE, type NewsItem, textOf } from "../../core/news/news-item";

const time = z.int().min(0).max(8.64e15);
const word = z.string().max(2_000);

const verdict = keptVerdictSchema.extend({ modelRevision: word, dtype: word.nullable(), scoredAt: time });

/** An item as another server left it in Redis: believed only if it is one, with spans that are in its text. */
export const relayedItemSchema = z
  .object({
    id: z.string().regex(/^[0-9a-f]{24}$/),
    version: z.int().min(1).max(1_000_000),
    digest: z.string().min(1).max(128),
    source: z.string().min(1).max(200),
    sourceName: word,
    guid: word.nullable(),
    title: z.string().min(1).max(MAX_TITLE),
    lead: z.string().max(MAX_LEAD),
    url: z.string().max(4_000).refine(isWebLink).nullable(),
    outlet: word,
    published: z.object({ at: time, precision: z.enum(precisions) }).nullable(),
    firstSeenAt: time,
    versionAt: time,
    sortAt: time,
    story: z.string().regex(/^[0-9a-f]{24}$/),
    coins: z
      .array(z.object({ symbol: z.string().min(1).max(32), start: z.int(), end: z.int(), text: z.string() }))
      .max(200),
    language: z.string().max(40).nullable(),
    verdict: verdict.nullable(),
  })
  .refine((item) => {
    const text = textOf(item);
    const spans = [...item.coins, ...(item.verdict?.reasons ?? [])];
    return spans.every((span) => span.start < span.end && text.slice(span.start, span.end) === span.text);
  }) satisfies z.ZodType<NewsItem>;
