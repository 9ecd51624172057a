import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Outcome } from "../../core/failure";
import type { CandleFiles } from "../../core/market/candle-files";
import { digestOf } from "../files/digest-of";
import type { Wish } from "./file-keeper";
import type { MarketFolder, Shelved } from "./market-folder";

const MOST_UNCLOSED = 2;

/** Makes a clean file of candles out of one as it came, and keeps it. */
export function cleanFile({
  files,
  folder,
  wish,
  raw,
  signal,
}: {
  readonly files: CandleFiles;
  readonly folder: MarketFolder;
  readonly wish: Wish;
  readonly raw: Shelved;
  readonly signal: AbortSignal;
}): Promise<Outcome<Shelved>> {
  return folder.write(async (room) => {
    const to = join(room, "clean.parquet");
    const { timeframe, market, dataset, path } = wish;
    const { asOf, fetchedAt, etag, revision } = raw.about;
    const by = (madeAt: number) => {
      const only = market === null ? {} : { market };
      return files.import({ from: raw.file, to, timeframe, ...only, fetchedAt: madeAt, signal });
    };
    const first = await by(asOf);
    const isBelievable = first.ok && first.value.removed.unclosed <= MOST_UNCLOSED;
    // More than the last candle cannot be unclosed: whoever said when the file was made was wrong.
    const cleaned = isBelievable || asOf === fetchedAt || signal.aborted ? first : await by(fetchedAt);
    if (!cleaned.ok) {
      // A disk that is full: the folder knows another place.
      if (cleaned.error.code === "unavailable" && cleaned.error.cause instanceof Error) throw cleaned.error.cause;
      return cleaned;
    }
    const handle = await open(to, "r");
    try {
      const { size: bytes } = await handle.stat();
      const sha256 = await digestOf(handle);
      const about = { dataset, path, market, etag, revision, fetchedAt, asOf, bytes, sha256, report: cleaned.value };
      return { ok: true, value: await folder.keep({ kind: "candles", isSparse: false, ...about }, to) };
    } finally {
      await handle.close();
    }
  });
}
