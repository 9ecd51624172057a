import { z } from "zod";
import { failureCodes } from "./failures";
import { timeframes } from "./timeframes";

export { type Timeframe, timeframes } from "./timeframes";

const moment = (description: string) => z.iso.datetime().meta({ description });

/** Letters, digits and what stands between them in names of pairs: anything else is no symbol, and is never looked up. */
export const symbolSchema = z
  .string()
  .trim()
  .min(1)
  .max(32)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._/:-]*$/u, { error: "must be a symbol like BTC, BTCUSDT, BTC-USD or bitcoin" })
  .meta({ description: "A coin or pair: BTC, btc, BTCUSDT, BTC-USD, bitcoin." });

export const candleSchema = z
  .object({
    time: moment("When it opened, UTC."),
    open: z.number(),
    high: z.number(),
    low: z.number(),
    close: z.number(),
    volume: z.number().meta({ description: "In coins." }),
  })
  .meta({ id: "Candle" });
export type CandleRow = z.infer<typeof candleSchema>;

export const provenanceSchema = z
  .object({
    source: z.string().meta({ description: "Key of the source in `datasets`." }),
    dataset: z.string(),
    revision: z
      .string()
      .nullable()
      .meta({ description: "Commit or digest of what was read; null where there is none." }),
    path: z.string().nullable().meta({ description: "File within the dataset." }),
    licence: z.string().nullable().meta({ description: "SPDX name; null where none is declared." }),
    sample: z.boolean().meta({ description: "True: made up by this program. Never mixed with real candles." }),
    fetched_at: z.iso.datetime().nullable().meta({ description: "When the file was fetched; null for a local one." }),
    stale: z.boolean().meta({ description: "True: the source could not be asked just now; this is what was kept." }),
    last_candle: moment("Opening of the last candle that there is."),
    first_candle: moment("Opening of the first candle that there is."),
    aggregated_from: z
      .enum(timeframes)
      .nullable()
      .meta({ description: "Set where the source has no such timeframe and shorter candles were put together." }),
    partial_from: z.iso
      .datetime()
      .nullable()
      .meta({ description: "From here on volume and range say that candles cover a part of their time only." }),
    removed: z
      .object({
        duplicates: z.int(),
        impossible: z.int().meta({ description: "High below low, a price that is not positive, a negative volume." }),
        unreadable: z.int(),
        unclosed: z.int().meta({ description: "Candles whose time had not ended when they were fetched." }),
      })
      .meta({ description: "Rows of the file that are not shown." }),
  })
  .meta({ id: "PriceProvenance" });

/** A source that should have answered and did not. */
export const degradedSourceSchema = z.object({
  source: z.string(),
  code: z.enum(failureCodes),
  detail: z.string(),
  retry_after_s: z.number().nullable(),
});

/** A wish that was cut to what there is. */
export const clampSchema = z.object({
  field: z.enum(["days", "from", "to", "limit"]),
  asked: z.union([z.string(), z.number()]),
  used: z.union([z.string(), z.number()]),
  why: z.string(),
});
