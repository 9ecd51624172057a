import type { PricesAnswer } from "../contracts/functions/prices";
import { writeCsv } from "../core/csv/write-csv";
import type { TextFile } from "../core/file-answer";

/** Candles and indicators as a table; each row names its source, so that sample data are known by every line. */
export function writePricesCsv(answer: PricesAnswer): TextFile {
  const { symbol, timeframe, candles, provenance } = answer;
  const lines = Object.entries(answer.indicators).flatMap(
    ([name, values]): (readonly [string, readonly (number | null)[]])[] =>
      Array.isArray(values) ? [[name, values]] : Object.entries(values).map(([line, its]) => [`${name}_${line}`, its]),
  );
  const source = provenance.sample ? "sample data" : provenance.dataset;
  const columns = ["time", "open", "high", "low", "close", "volume", ...lines.map(([name]) => name), "source"];
  const rows = candles.map(({ time, open, high, low, close, volume }, at) => [
    ...[time, open, high, low, close, volume],
    ...lines.map(([, values]) => values[at] ?? null),
    source,
  ]);
  const name = [symbol, timeframe, answer.to.slice(0, 10), ...(provenance.sample ? ["sample"] : [])].join("-");
  return {
    kind: "file",
    type: "text/csv; charset=utf-8",
    name: `${name.replaceAll(/[^\w.-]/g, "")}.csv`,
    text: `${writeCsv(columns, rows)}\r\n`,
  };
}
