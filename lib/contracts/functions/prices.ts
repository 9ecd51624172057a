import { z } from "zod";
import { defineFunction } from "../define-function";
import { DEFAULT_CANDLES, MAX_CANDLES, MAX_INDICATORS } from "../limits";
import { candleSchema, clampSchema, degradedSourceSchema, provenanceSchema, symbolSchema, timeframes } from "../market";
import { moment } from "../moment";

const numbers = z.array(z.number().nullable());
export const priceFields = {
  symbol: symbolSchema,
  days: z
    .int()
    .min(1)
    .optional()
    .meta({ description: "How far back from the newest candle. 30 where neither it nor `from` is given." }),
  from: moment
    .optional()
    .meta({ description: "First day or time, UTC where it says no more. Not together with days." }),
  to: moment
    .optional()
    .meta({ description: "Candles that open before it; a day counts whole. The newest candle where it is left out." }),
  timeframe: z.enum(timeframes).default("1d").meta({ description: "Length of a candle." }),
  limit: z
    .int()
    .min(1)
    .default(DEFAULT_CANDLES)
    .meta({
      description: `Most candles, the newest of the window; at most ${MAX_CANDLES.toLocaleString("en")}, more is cut to that and echoed.`,
    }),
  format: z.enum(["json", "csv"]).default("json").meta({ description: "csv: the candles and indicators as a file." }),
} as const;

/** What `indicators` takes. */
export const INDICATOR_NAMES =
  "sma_20, ema_50, rsi_14, macd_12_26_9, bollinger_20_2, atr_14, vwap; a name alone takes the usual numbers";

export const pricesSchema = z
  .object({
    success: z.literal(true),
    symbol: z.string(),
    name: z.string().nullable().meta({ description: "The coin's name, where it is known." }),
    pair: z.string(),
    timeframe: z.enum(timeframes),
    from: z.iso.datetime().meta({ description: "Opening of the first candle below." }),
    to: z.iso.datetime().meta({ description: "Opening of the last candle below." }),
    candles: z.array(candleSchema),
    indicators: z.record(z.string(), z.union([numbers, z.record(z.string(), numbers)])).meta({
      description:
        "By name, one number for each candle, null before there is enough to go by; macd and bollinger have several lines.",
    }),
    latest_price: z.number().meta({ description: "Close of the last candle." }),
    price_change: z.number().meta({ description: "Last close less the first open." }),
    price_change_pct: z.number(),
    high: z.number(),
    low: z.number(),
    volume: z.number().meta({ description: "Of all candles below together, in coins." }),
    total: z.int().meta({ description: "Candles that the window has; more than `candles` where `limit` cut it." }),
    has_older: z
      .boolean()
      .meta({ description: "Older candles than these are there: ask with `to` at the first time." }),
    gaps: z.int().meta({ description: "Candles that are missing between the first and the last; none is made up." }),
    clamped: z.array(clampSchema),
    provenance: provenanceSchema,
    degraded: z.array(degradedSourceSchema),
  })
  .meta({ id: "Prices" });
export type PricesAnswer = z.infer<typeof pricesSchema>;

export const prices = defineFunction({
  name: "prices",
  title: "Prices",
  summary: "Candles of a coin with indicators, and where they come from.",
  description:
    "Gives candles (open, high, low, close, volume) of a coin in dollars, oldest first, with the indicators that are asked for. What a source lacks is put together from shorter candles. Without internet they are sample data, and say so.",
  method: "POST",
  path: "/api/ai/data/prices",
  input: z.strictObject({
    ...priceFields,
    indicators: z
      .array(z.string().max(40))
      .max(MAX_INDICATORS)
      .default([])
      .meta({ description: `Lines to compute: ${INDICATOR_NAMES}.` }),
  }),
  output: pricesSchema,
  examples: [
    { title: "Ninety days of Bitcoin", input: { symbol: "BTC", days: 90 } },
    {
      title: "Hours of Ethereum with indicators",
      input: { symbol: "ETHUSDT", days: 7, timeframe: "1h", indicators: ["rsi", "macd"] },
    },
  ],
  rate: "read",
  deadlineMs: 15_000,
  media: { "text/csv": { format: "csv" } },
  errors: ["unknown_symbol"],
  asksOthers: true,
});
