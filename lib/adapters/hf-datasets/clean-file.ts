import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Outcome } from "../../core/failure";
import type { CandleFiles } from "../../core/market/candle-files";
import type { Wish } from "./file-keeper";
import type { MarketFolder, Shelved } from "./market-folder";
import { digestOf } from "./matches-tag";

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
    const cleaned = await files.import({
      from: raw.file,
      to,
      timeframe,
      ...(market === null ? {} : { market }),
      fetchedAt: asOf,
      signal,
    });
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
