import { z } from "zod";
import { labels } from "./verdict";

const share = z.number().min(0).max(1);
const sha12 = z.string().regex(/^[\da-f]{12}$/);

/** A bin of confidences: from, to, texts in it, their mean confidence, the share of them that was right. */
const binSchema = z.tuple([share, share, z.int().positive(), share, share]);

const classFiguresSchema = z.strictObject({ precision: share, recall: share, f1: share, support: z.int().min(0) });

const setFiguresSchema = z.strictObject({
  set: z.string(),
  accuracy: share,
  macro_f1: share,
  /** Null where an engine's scores are no probabilities. */
  ece: share.nullable(),
  /** No neutral where a set has no neutral texts. */
  classes: z.partialRecord(z.enum(labels), classFiguresSchema),
  /** Without the empty ones. */
  bins: z.array(binSchema),
});

const meanSchema = z.strictObject({
  accuracy: share,
  macro_f1: share,
  ece: share.nullable(),
  /** Over the texts of all sets of three classes together. */
  pooled_ece: share.nullable(),
  /** The same over crypto headlines and posts alone, the texts that Barometer is made for. */
  crypto_ece: share.nullable(),
});

export const evaluatedEngines = [
  "vader",
  "lexical",
  "v0-q8",
  "embedded-fp32",
  "embedded-q8",
  "fusion-fp32",
  "fusion-q8",
] as const;

/** What `npm run eval:results` measured of every engine, each read through the product's own code. Holds no text of a set. */
export const evaluationSchema = z.strictObject({
  model: z.strictObject({
    name: z.string(),
    /** First 12 digits of the SHA-256 of the weights in bytes. */
    revision: sha12,
    bytes: z.strictObject({ q8: z.int(), fp32: z.int(), tokenizer: z.int() }),
  }),
  sets: z.array(z.strictObject({ set: z.string(), texts: z.int().positive(), without_neutral: z.boolean() })),
  engines: z.array(
    z.strictObject({ engine: z.enum(evaluatedEngines), mean: meanSchema, sets: z.array(setFiguresSchema) }),
  ),
  /** Weights in bytes against whole ones: how often both give the same label, and how far a probability moves. */
  parity: z.strictObject({
    embedded: z.strictObject({ same_label: share, mean_difference: share, most_difference: share }),
    fusion: z.strictObject({ same_label: share, mean_difference: share, most_difference: share }),
  }),
  /** Medians of the fusion with weights in bytes, tokenizer included, on one thread of the machine that measured. */
  speed: z.strictObject({ one_text_ms: z.number(), texts_32_ms: z.number() }),
});

export type Evaluation = z.infer<typeof evaluationSchema>;
export type EvaluatedEngine = (typeof evaluatedEngines)[number];
export type EngineEvaluation = Evaluation["engines"][number];
export type ReliabilityBinRow = z.infer<typeof binSchema>;
