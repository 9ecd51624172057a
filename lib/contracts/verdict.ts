import { z } from "zod";
import { failureCodes } from "./failures";
import { MAX_BULK_REASONS, MAX_REASONS } from "./limits";

export const labels = ["bullish", "neutral", "bearish"] as const;
export type Label = (typeof labels)[number];

export const categories = ["crypto", "social", "financial", "news", "general"] as const;
export type Category = (typeof categories)[number];

export const engines = [
  "hf_inference_api",
  "hf_inference_api_ensemble",
  "local_model",
  "local_ensemble",
  "embedded_model",
  "browser_model",
  "lexical",
] as const;
export type EngineName = (typeof engines)[number];

/** Why a verdict abstains, the weightiest first. */
const abstentions = ["other_language", "too_short", "no_known_words", "models_disagree", "low_confidence"] as const;
export type Abstention = (typeof abstentions)[number];

const abstentionWords = {
  other_language: "the text is in a language that none of those who answered reads",
  too_short: "one bare word, ticker, number or sign: there is nothing to judge",
  no_known_words: "no word in it says anything to those who answered",
  models_disagree: "the models are too far apart for their mean to mean anything",
  low_confidence: "no class has a lead that counts",
} as const satisfies Record<Abstention, string>;

const probability = z.number().min(0).max(1);

const scoresSchema = z.object({ bullish: probability, neutral: probability, bearish: probability }).meta({
  id: "Scores",
  description: "What the engine gives each class; they sum to 1. Calibrated probabilities where `calibrated` is true.",
});
export type Scores = z.infer<typeof scoresSchema>;

const reasonSchema = z
  .object({
    start: z.int().min(0).meta({ description: "Start in the text as sent, in UTF-16 code units." }),
    end: z.int().min(0).meta({ description: "End, exclusive." }),
    text: z.string().meta({ description: "Exactly the text between start and end." }),
    weight: z.number().meta({ description: "Log-odds moved towards bullish (+) or bearish (-)." }),
  })
  .meta({ id: "Reason" });
export type Reason = z.infer<typeof reasonSchema>;

const degradedSchema = z
  .object({
    tier: z.enum(engines).meta({ description: "The tier that did not answer." }),
    model: z.string().nullable().meta({ description: "Key of the model; null when it concerns the whole tier." }),
    code: z.enum(failureCodes).meta({ description: "Why it did not." }),
    detail: z.string().meta({ description: "The same, in words." }),
    retry_after_s: z.number().min(0).nullable().meta({ description: "When asking it again makes sense, if known." }),
  })
  .meta({ id: "Degraded" });
export type Degraded = z.infer<typeof degradedSchema>;

export const thresholdsSchema = z
  .object({
    abstain_below: probability.meta({ description: "Under this confidence the verdict abstains." }),
    fairly_sure_from: probability.meta({ description: "From here the words are 'fairly sure'; between, 'leaning'." }),
    sure_from: probability.meta({ description: "From here the word is 'sure'." }),
    confidence_cap: probability.meta({ description: "No confidence of this engine goes above it." }),
  })
  .meta({
    id: "Thresholds",
    description: "The label is the class with the highest score; these bounds say how to read its confidence.",
  });
export type Thresholds = z.infer<typeof thresholdsSchema>;

const modelReadingSchema = z
  .object({
    key: z.string(),
    name: z.string(),
    id: z.string(),
    engine: z.enum(engines),
    revision: z.string().meta({
      description: "Declared by this server. The Inference API takes none: it serves its own, whatever stands here.",
    }),
    dtype: z.string().nullable(),
    weight: z.number().min(0).meta({ description: "How much it counts in an ensemble." }),
    status: z.enum(["ok", "failed"]),
    label: z.enum(labels).nullable(),
    scores: scoresSchema.nullable(),
    error: z.enum(failureCodes).nullable(),
    latency_ms: z.number().min(0),
  })
  .meta({ id: "ModelReading", description: "What one model said, or why it said nothing." });
export type ModelReading = z.infer<typeof modelReadingSchema>;

/** What each single text gets, alone or in bulk. */
export const itemVerdictSchema = z
  .object({
    label: z.enum(labels),
    confidence: probability.meta({
      description: "The score of the label; the probability that the label is right only where `calibrated` is true.",
    }),
    scores: scoresSchema,
    engine: z.enum(engines).meta({ description: "The tier that answered." }),
    model: z.string().meta({ description: "Key of the model or reader that answered." }),
    disagreement: probability.nullable().meta({
      description:
        "How far the models of an ensemble are apart: their Jensen-Shannon divergence, 0 (alike) to 1. Null with one model.",
    }),
    abstained: z.boolean().meta({ description: "True when the verdict should not be relied on." }),
    abstained_because: z
      .enum(abstentions)
      .nullable()
      .meta({
        description: `The first of these that holds: ${abstentions.map((each) => `\`${each}\` (${abstentionWords[each]})`).join(", ")}. Null where the verdict can be relied on.`,
      }),
    calibrated: z.boolean().meta({
      description:
        "Whether the confidence was measured against labelled text, or is only what the model says of itself. False for an ensemble, whose pool was not measured, and for a text in another language.",
    }),
    reasons: z
      .array(reasonSchema)
      .max(MAX_REASONS)
      .meta({
        description: `Spans of the text that moved the verdict, in order; empty when explain is false, and where nobody could read the text. The ${MAX_REASONS} heaviest, in bulk ${MAX_BULK_REASONS}.`,
      }),
    explained_by: z.string().nullable().meta({
      description: "Key of the reader that named the reasons, where the model itself gives none; null without reasons.",
    }),
    reasons_left_out: z.int().min(0).meta({ description: "How many lighter spans are not named." }),
    degraded: z.array(degradedSchema),
    cached: z.boolean(),
    cached_age_s: z.number().min(0).nullable(),
    language: z.string().nullable().meta({
      description:
        "BCP 47 tag of the text's language (`und-Cyrl` and the like: only the script is known); null when it was not determined, as for short texts, slang and tickers.",
    }),
    truncated: z.boolean().meta({
      description: "True when only the beginning was read: a remote model reads at most 32 parts of a text.",
    }),
    chunks: z.int().min(1).meta({ description: "Number of parts that the text was read in." }),
  })
  .meta({ id: "ItemVerdict" });
export type ItemVerdict = z.infer<typeof itemVerdictSchema>;

export const verdictSchema = itemVerdictSchema
  .extend({
    success: z.literal(true),
    models: z
      .array(modelReadingSchema)
      .meta({ description: "Every model that was asked, those without an answer too." }),
    latency_ms: z.number().min(0),
    thresholds: thresholdsSchema,
    request_id: z.string(),
  })
  .meta({ id: "Verdict" });
export type Verdict = z.infer<typeof verdictSchema>;

/** A key of this server, or an id of the Hub. Nothing else is looked up anywhere. */
const modelName = z
  .string()
  .regex(/^(?:[a-z0-9][a-z0-9_.-]{0,99}|(?!\.{1,2}\/)[\w.-]{1,96}\/(?!\.{1,2}$)[\w.-]{1,96})$/, {
    error: "must be the key of a model (see `models`) or its id, owner/name",
  })
  .meta({ description: "Key of a model, as `models` lists them, or its id on the Hub." });

/** A text to read: not blank, and within the limit. */
export const textSchema = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => text.length > max || /\S/u.test(text), {
      error: "must not be blank",
      params: { code: "blank", limit: 1 },
    })
    .meta({ description: `The text to read, at most ${max.toLocaleString("en")} UTF-16 code units, not blank.` });

export const sentimentOptions = {
  category: z
    .enum(categories)
    .default("crypto")
    .meta({ description: "What kind of text it is; chooses the model where there are several." }),
  model: modelName.optional().meta({
    description:
      "Ask this model. When it cannot answer, the embedded model or the lexical reader does, and `degraded` says so.",
  }),
  models: z.array(modelName).min(1).max(8).optional().meta({
    description: "Ask these models, in this order, until one answers; with `use_ensemble`, all at once.",
  }),
  use_ensemble: z.boolean().default(false).meta({
    description:
      "Ask several models at once and pool what those say that answer in time: those of `models`, or else all that are wanted here, the models of the category at Hugging Face and those of this machine. The lexical reader counts with the embedded model as one.",
  }),
  use_cache: z.boolean().default(true).meta({
    description: "Take a verdict from the cache where an engine keeps one. False asks anew and keeps what comes.",
  }),
};
