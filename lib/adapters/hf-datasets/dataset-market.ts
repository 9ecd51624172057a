import { z } from "zod";
import { timeframes } from "../../contracts/market";

const fileSchema = z.object({
  dataset: z.string().max(200),
  revision: z.string().max(100),
  path: z.string().min(1).max(500),
  /** As the file's own column names it, where it holds several. */
  market: z.string().max(100).nullable(),
  /** Where the name of the file says it. */
  timeframe: z.enum(timeframes).nullable(),
});

const marketSchema = z.object({
  symbol: z.string().min(1).max(40),
  pair: z.string().min(1).max(60),
  files: z.array(fileSchema).min(1).max(100),
});

/** What a dataset holds, as it is kept between runs. */
export const holdingsSchema = z.object({
  version: z.literal(1),
  markets: z.array(marketSchema).max(5_000),
  /** Commits and the wall times by which they were made. */
  commits: z.array(z.object({ sha: z.string().max(64), madeBy: z.number() })).max(20),
});
export type Holdings = z.infer<typeof holdingsSchema>;
export type DatasetMarket = Holdings["markets"][number];
export type MarketFile = DatasetMarket["files"][number];
