import { failed, type Outcome } from "../../core/failure";
import { createRangeReader } from "./create-range-reader";
import type { HubPart, HubRead, ReadHubFile } from "./hub-read";
import { readCsvEnd } from "./read-csv-end";
import { readParquetEnd } from "./read-parquet-end";

/** Reads the newer part of a file of candles over Range, and cleans it. It decodes in the thread that it runs in. */
export const createHubFileReader =
  (ask: typeof fetch): ReadHubFile =>
  async (request: HubRead, signal: AbortSignal): Promise<Outcome<HubPart>> => {
    const reader = createRangeReader({ ask, url: request.url, size: request.size, signal });
    try {
      const read = request.layout === "parquet" ? readParquetEnd : readCsvEnd;
      const outcome = await read(reader, request);
      if (signal.aborted) return failed("cancelled");
      if (!outcome.ok) return outcome;
      return { ok: true, value: { ...outcome.value, bytes: reader.fetched() } };
    } catch (cause) {
      return failed(signal.aborted ? "cancelled" : "bad_files", { cause });
    }
  };
