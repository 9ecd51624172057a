import type { Timeframe } from "../../contracts/market";
import type { CandleFiles } from "../../core/market/candle-files";
import { pairOf } from "../../core/market/pair-of";
import type { FoundFile } from "../files/scan-folder";
import { readFileName } from "./read-file-name";

/** Candles of one coin in one file. */
export interface Table {
  readonly file: FoundFile;
  /** Set where the file holds several coins. */
  readonly market: string | null;
  readonly symbol: string;
  readonly pair: string;
  /** What its name says; null: its content tells. */
  readonly timeframe: Timeframe | null;
}

const plain = /^[A-Z0-9]{1,20}$/;

/** Tables of a file, or why it has none. Only a file whose name names no coin is opened. */
export async function listTables(
  file: FoundFile,
  files: CandleFiles,
  signal: AbortSignal,
): Promise<{ readonly tables: readonly Table[] } | { readonly reason: string | null }> {
  const named = readFileName(file.path);
  const { timeframe } = named;
  if (named.symbol !== null && named.pair !== null) {
    return { tables: [{ file, market: null, symbol: named.symbol, pair: named.pair, timeframe }] };
  }
  const markets = await files.markets({ path: file.full, signal });
  if (!markets.ok) return { reason: markets.error.code === "bad_files" ? markets.error.detail : null };
  const tables = markets.value.flatMap((market): Table[] => {
    const symbol = pairOf(market)?.symbol;
    return symbol && plain.test(symbol) ? [{ file, market, symbol, pair: market, timeframe }] : [];
  });
  return tables.length > 0 ? { tables } : { reason: "neither its name nor a column says which coin it is of" };
}
