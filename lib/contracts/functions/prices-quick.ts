import { z } from "zod";
import { defineFunction } from "../define-function";
import { MAX_INDICATORS } from "../limits";
import { INDICATOR_NAMES, priceFields, pricesSchema } from "./prices";

export const pricesQuick = defineFunction({
  name: "prices_quick",
  title: "Quick prices",
  summary: "The same by a plain address, for a link, a shell or a cache.",
  description:
    "Gives the candles of a coin by GET, with an ETag. Everything but the symbol may be left out; indicators stand in one parameter, divided by commas.",
  method: "GET",
  path: "/api/ai/data/prices/quick/{symbol}",
  input: z.strictObject({
    ...priceFields,
    indicators: z
      .string()
      .max(41 * MAX_INDICATORS)
      .optional()
      .meta({ description: `Lines to compute, divided by commas: ${INDICATOR_NAMES}.` }),
  }),
  output: pricesSchema,
  examples: [{ title: "A month of Bitcoin", input: { symbol: "BTC", days: 30 } }],
  rate: "read",
  deadlineMs: 15_000,
  caching: "etag",
  media: { "text/csv": { format: "csv" } },
  errors: ["unknown_symbol"],
  asksOthers: true,
});
