import { setImmediate } from "node:timers/promises";
import type { DuckDBConnection, DuckDBResult } from "@duckdb/node-api";
import { type Candles, candleColumns, newCandles, sliceCandles } from "../../core/market/candles";

/** Chunks (of 2,048 rows) between two turns of the event loop. */
const CHUNKS_A_TURN = 8;

/** Columns of a query of candles: time, open, high, low, close, volume, all DOUBLE and none of them null. */
export async function readCandles(connection: DuckDBConnection, sql: string, most: number): Promise<Candles> {
  return takeCandles(await connection.stream(sql), most);
}

async function takeCandles(result: DuckDBResult, most: number): Promise<Candles> {
  const candles = newCandles(most);
  let taken = 0;
  for (let turn = 1; ; turn += 1) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    const rows = Math.min(chunk.rowCount, most - taken);
    for (const [place, name] of candleColumns.entries()) {
      const column = candles[name];
      const vector = chunk.getColumnVector(place);
      for (let row = 0; row < rows; row += 1) column[taken + row] = vector.getItem(row) as number;
    }
    taken += rows;
    if (taken === most) break;
    if (turn % CHUNKS_A_TURN === 0) await setImmediate();
  }
  return taken === most ? candles : sliceCandles(candles, 0, taken);
}
