import { z } from "zod";
import { defineFunction } from "../define-function";
import { failureCodes } from "../failures";
import { timeframes } from "../market";

const moment = z.iso.datetime().nullable();

export const datasetSchema = z
  .object({
    key: z.string().meta({ description: "As `provenance.source` of prices, and `source.key` of news, name it." }),
    name: z.string(),
    dataset: z
      .string()
      .meta({ description: "On the Hub: owner/name; of a feed its host; else the name of the folder or generator." }),
    kind: z.enum(["candles", "news"]),
    layout: z.string().meta({ description: "How its files are made." }),
    licence: z.string().nullable().meta({ description: "SPDX name; null where none is declared." }),
    sample: z.boolean().meta({ description: "True: made up by this program." }),
    state: z.enum(["ready", "not_asked_yet", "failed", "off"]),
    detail: z.string(),
    retry_after_s: z.number().nullable(),
    symbols: z
      .array(
        z.object({
          symbol: z.string(),
          pair: z.string(),
          timeframes: z.array(z.enum(timeframes)).meta({ description: "Its own; empty where only reading tells." }),
        }),
      )
      .meta({ description: "Of which it has prices; empty for news." }),
    first_candle: moment.meta({ description: "Of what is kept here." }),
    last_candle: moment.meta({ description: "Of what is kept here." }),
    checked_at: moment.meta({ description: "The latest look at the source." }),
    cadence_h: z
      .number()
      .nullable()
      .meta({ description: "How often new candles come, or news is asked for, in hours; null where none comes." }),
    files_kept: z.int(),
    bytes_kept: z.int(),
    items: z.int().nullable().meta({ description: "Items of news that are kept here; null for candles." }),
    last_ok_at: moment.meta({ description: "When it last answered." }),
    last_item_at: moment.meta({
      description: "Opening of its newest candle, or when its newest item of news was published.",
    }),
    stale: z.boolean().nullable().meta({
      description:
        "Whether what it gives is older than twice its cadence: by its newest candle, or by when news was last had; null where that cannot be told, as of candles that nobody asked for within the cadence.",
    }),
    failure: z
      .enum(failureCodes)
      .nullable()
      .meta({ description: "Why it failed when it was last asked; `detail` says it in words." }),
    refused: z
      .array(z.object({ path: z.string(), reason: z.string() }))
      .meta({ description: "Files that could not be believed; they are tried again later." }),
  })
  .meta({ id: "Dataset" });
export type DatasetEntry = z.infer<typeof datasetSchema>;

export const datasets = defineFunction({
  name: "datasets",
  title: "Datasets",
  summary: "Every source of prices and of news: what it holds, how fresh, under which licence.",
  description:
    "Lists the sources of prices in the order in which they are asked, then those of news, with symbols, coverage, freshness, licence and state. One that cannot be asked is listed with the reason.",
  method: "GET",
  path: "/api/ai/datasets/available",
  input: z.strictObject({}),
  output: z
    .object({ success: z.literal(true), total: z.int(), ready: z.int(), datasets: z.array(datasetSchema) })
    .meta({ id: "Datasets" }),
  examples: [{ title: "All datasets", input: {} }],
  rate: "read",
  caching: "etag",
});
