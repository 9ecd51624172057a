import { z } from "zod";
import { failureCodes } from "./failures";
import { precisions } from "./news-words";
import { itemVerdictSchema, labels } from "./verdict";

const span = z.int().min(0);

const coinMentionSchema = z
  .object({
    symbol: z.string(),
    start: span.meta({ description: "Start in `text`, in UTF-16 code units." }),
    end: span.meta({ description: "End, exclusive." }),
    text: z.string().meta({ description: "Exactly the text between start and end." }),
  })
  .meta({ id: "CoinMention" });

/** What is kept of how a text of news was read; who keeps it adds the model's revision and the time. */
export const keptVerdictSchema = itemVerdictSchema.pick({
  label: true,
  confidence: true,
  scores: true,
  engine: true,
  model: true,
  abstained: true,
  abstained_because: true,
  calibrated: true,
  reasons: true,
  explained_by: true,
});

const newsVerdictSchema = keptVerdictSchema
  .extend({
    model_revision: z.string(),
    dtype: z.string().nullable(),
    scored_at: z.iso.datetime(),
  })
  .meta({ id: "NewsVerdict", description: "How the text was read when it came in; `reasons` are spans of `text`." });

export const newsItemSchema = z
  .object({
    id: z.string(),
    title: z.string().meta({ description: "Plain text, never markup." }),
    text: z.string().meta({ description: "What was read: the title, and below it the lead where there is one." }),
    url: z.string().nullable().meta({ description: "http or https; null where there is none." }),
    outlet: z.string().meta({ description: "Who wrote it." }),
    source: z.object({ key: z.string(), name: z.string() }).meta({ description: "Where this server has it from." }),
    published_at: z.iso.datetime().nullable().meta({ description: "As the source says; null where it says nothing." }),
    published_precision: z
      .enum(precisions)
      .nullable()
      .meta({ description: "How exactly that is told: a day stands for its beginning, UTC." }),
    first_seen_at: z.iso.datetime().meta({ description: "When this server first had it." }),
    version: z.int().meta({ description: "1; more where the source changed its words." }),
    version_at: z.iso.datetime(),
    language: z.string().nullable().meta({ description: "BCP 47 tag; null where it was not determined." }),
    coins: z.array(coinMentionSchema).meta({ description: "Coins that it speaks of, once each, in order." }),
    sentiment: newsVerdictSchema.nullable().meta({ description: "Null where nobody could read it." }),
    story: z.object({
      id: z.string(),
      copies: z.int().meta({ description: "Items beside this one that tell the same." }),
      outlets: z.array(z.string()).meta({ description: "Who tells it, the first first; twelve at the most." }),
    }),
    sample: z.boolean().meta({ description: "True: written for this program, and no news." }),
  })
  .meta({ id: "NewsItem" });
export type NewsRow = z.infer<typeof newsItemSchema>;

/** A source of which nothing, or nothing new, could be had. */
export const failedSourceSchema = z
  .object({
    source: z.string().meta({ description: "Key in `datasets`." }),
    name: z.string(),
    code: z.enum(failureCodes),
    detail: z.string(),
    retry_after_s: z.number().nullable(),
    last_ok_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "FailedNewsSource" });
export type FailedNewsSource = z.infer<typeof failedSourceSchema>;

/** How many there are to choose from, and how fresh. */
export const archiveSchema = z
  .object({
    sample: z.boolean().meta({ description: "True: nothing real has come in yet, and this is sample news." }),
    items: z.int(),
    stories: z.int(),
    first: z.iso.datetime().nullable(),
    last: z.iso.datetime().nullable(),
    kept_at: z.iso.datetime().nullable().meta({ description: "When something came in the last time." }),
    sources: z.int().meta({ description: "Sources that are asked." }),
    sources_ok: z.int().meta({ description: "Those that answered when they were last asked." }),
  })
  .meta({ id: "NewsArchive" });
export type ArchiveRow = z.infer<typeof archiveSchema>;

/** Filters that news and its mood share. */
export const newsFilterFields = {
  symbol: z.string().trim().min(1).max(32).optional().meta({ description: "A coin: BTC, bitcoin, ETH-USD." }),
  label: z.enum(labels).optional().meta({ description: "Only stories that were read so." }),
  source: z.string().trim().min(1).max(200).optional().meta({ description: "Keys of sources, with commas between." }),
  language: z
    .string()
    .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,2}$/, { error: "must be a BCP 47 tag like en or fa" })
    .optional()
    .meta({ description: "BCP 47 tag of the text: en, fa." }),
} as const;
