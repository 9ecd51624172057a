import { z } from "zod";
import { defineFunction } from "../define-function";
import { symbolSchema } from "../market";
import { moment } from "../moment";
import { archiveSchema } from "../news";
import { benchmarks, studyClocks, studyHorizons, studyTimeframes, studyVerdicts, TOO_FEW_EVENTS } from "../news-words";
import { labels } from "../verdict";

const share = z.number().meta({ description: "A share: 0.01 is one per cent." });
const orNull = share.nullable();

const cellSchema = z
  .object({
    horizon: z.int().meta({
      description:
        "Candles from the entry on: 1, 4 or 24; the return is from the open of the first to the close of the last.",
    }),
    n: z.int().meta({
      description: "Stories whose candles are there; those of one label that begin at one candle count once.",
    }),
    mean: orNull.meta({ description: "Mean abnormal log return; null without any story." }),
    low: orNull.meta({
      description:
        "The middle 95 % of block-bootstrap means begin here; null with too few, and where stories hang together in fewer than five blocks.",
    }),
    high: orNull,
    placebo_low: orNull.meta({ description: "The middle 95 % of means over matched random times begin here." }),
    placebo_high: orNull,
    p: z.number().nullable().meta({
      description:
        "How often random times give a mean as far from theirs, in standard errors, two-sided; null with too few, and without random times to compare with.",
    }),
    q: z
      .number()
      .nullable()
      .meta({ description: "The same after Benjamini and Hochberg, over all cells with enough stories." }),
    verdict: z.enum(studyVerdicts).meta({
      description: `too_few: fewer than ${TOO_FEW_EVENTS} stories. no_comparison: most of the stories have no random time like theirs. effect: q below 0.05.`,
    }),
  })
  .meta({ id: "StudyCell" });

const curvePoint = z.object({
  bar: z.int().meta({ description: "Candles since the event; 0 is its beginning." }),
  mean: share,
  placebo_low: orNull,
  placebo_high: orNull,
});

const eventStudySchema = z
  .object({
    success: z.literal(true),
    symbol: z.string(),
    timeframe: z.enum(studyTimeframes),
    against: z.enum(benchmarks),
    basket: z.array(z.string()).meta({ description: "The coins of the basket; empty where there is none." }),
    clock: z.enum(studyClocks),
    from: z.iso.datetime().nullable().meta({
      description:
        "Opening of the first candle that was used, for the stories or for the random times around them; null without any.",
    }),
    to: z.iso.datetime().nullable(),
    candles: z.int(),
    stories: z.int().meta({ description: "Stories about the coin that were looked at." }),
    left_out: z
      .object({
        without_candles: z
          .int()
          .meta({ description: "No candle, of the coin or of what it is compared with, to begin at." }),
        overlapping: z.int().meta({ description: "Of the same label, beginning at the same candle as another." }),
        without_time: z.int().meta({ description: "The source does not say, to the minute, when it was published." }),
      })
      .meta({ description: "Stories that are not counted, and why." }),
    groups: z
      .array(
        z.object({
          label: z.enum(labels),
          cells: z.array(cellSchema).length(studyHorizons.length),
          curve: z.array(curvePoint).meta({
            description:
              "Mean cumulative abnormal log return, each bar over the stories that reach it; empty with too few.",
          }),
        }),
      )
      .length(labels.length),
    draws: z.int().meta({ description: "Bootstrap and placebo draws each." }),
    seed: z.int(),
    prices: z.object({ source: z.string(), dataset: z.string(), sample: z.boolean() }),
    archive: archiveSchema,
  })
  .meta({ id: "EventStudy" });
export type EventStudyAnswer = z.infer<typeof eventStudySchema>;

export const eventStudy = defineFunction({
  name: "event_study",
  title: "Event study",
  summary: "What a coin's price did after stories about it, beside random hours.",
  description:
    "Measures the return of a coin less that of a benchmark after each story about it, by the label of the story, and compares it with random hours like those of the stories. It looks back and tells nothing of what will be: where nothing is found it says so. The entry is the open of the first candle after the story came in. Real news is put to real prices alone, and sample news to sample prices.",
  method: "GET",
  path: "/api/ai/data/news/study",
  input: z.strictObject({
    symbol: symbolSchema.default("BTC").meta({ description: "A coin: BTC, bitcoin, ETH-USD." }),
    timeframe: z.enum(studyTimeframes).default("1h").meta({ description: "Horizons are counted in these." }),
    against: z
      .enum(benchmarks)
      .optional()
      .meta({ description: "BTC; a basket of large coins where the coin is BTC. none: the plain return." }),
    clock: z
      .enum(studyClocks)
      .default("first_seen")
      .meta({ description: "published: what sources say, for archives; nobody here knew of them then." }),
    from: moment.optional().meta({
      description:
        "First day or time of stories, UTC where it says no more. Candles around the stories count, whenever they are of.",
    }),
    to: moment.optional().meta({ description: "Stories before it; a day counts whole." }),
  }),
  output: eventStudySchema,
  examples: [
    { title: "Bitcoin by the hour", input: { symbol: "BTC" } },
    { title: "Ether by the day, by what sources say", input: { symbol: "ETH", timeframe: "1d", clock: "published" } },
  ],
  rate: "sentiment",
  deadlineMs: 20_000,
  concurrency: 2,
  errors: ["unknown_symbol"],
  asksOthers: true,
});
