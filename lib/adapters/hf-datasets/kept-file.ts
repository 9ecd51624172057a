import { z } from "zod";
import { timeframes } from "../../contracts/market";

const count = z.int().min(0);
const text = z.string().max(1_000);

const reportSchema = z.object({
  rows: count,
  candles: count.min(1),
  removed: z.object({ duplicates: count, impossible: count, unreadable: count, unclosed: count }),
  examples: z.array(z.string().max(500)).max(10).readonly(),
  partialFrom: z.number().nullable(),
  timeframe: z.enum(timeframes),
  first: z.number(),
  last: z.number(),
});

/** What stands beside a file that is kept: where it came from, and what it must be. */
export const keptFileSchema = z.object({
  /** Raised when files that were kept by earlier versions of this program must not be used any more. */
  version: z.literal(1),
  /** As it came from the Hub, or cleaned. */
  kind: z.enum(["raw", "candles"]),
  dataset: text,
  path: text,
  /** Of a file with several markets, the one that is in this one. */
  market: text.nullable(),
  etag: text.nullable(),
  revision: text.nullable(),
  /** Wall time at which it was fetched, and by which candles of it had closed. */
  fetchedAt: z.number().min(0),
  asOf: z.number().min(0),
  /** Name of the file itself, within the same folder. */
  data: z.string().regex(/^[0-9a-f]{32}-[0-9a-f]{16}\.(?:raw|parquet)$/),
  bytes: count,
  /** Of the file here; null for one as it came, which has its own tag or holes. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  isSparse: z.boolean(),
  report: reportSchema.nullable(),
});
export type KeptFile = z.infer<typeof keptFileSchema>;
/** What a file is kept under. */
export type FileKey = Pick<KeptFile, "kind" | "dataset" | "path" | "market">;
