import { open } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import type { FoundItem } from "../../core/news/news-item";
import { isNewsColumn, rowToItem } from "../../core/news/row-to-item";
import { type RowCells, readRows, rowFormatOf } from "../files/read-rows";
import { readParquetRows } from "./read-parquet-rows";

const PORTION = 1_000;
/** Rows between two turns of the event loop. */
const ROWS_A_TURN = 100;

interface ReadNews {
  /** Where the file is here, and what it is called there. */
  readonly file: string;
  readonly path: string;
  readonly name: string;
  readonly signal: AbortSignal;
  readonly unusable: () => void;
}

/** Items of a file of a dataset, in portions of at most a thousand. What cannot be read throws. */
export async function* readNewsRows(job: ReadNews): AsyncGenerator<readonly FoundItem[]> {
  for await (const rows of job.path.endsWith(".parquet") ? parquetRows(job) : textRows(job)) {
    const items: FoundItem[] = [];
    for (const [at, cells] of rows.entries()) {
      if (at % ROWS_A_TURN === ROWS_A_TURN - 1) await setImmediate();
      const item = cells === null ? null : rowToItem(cells, job);
      if (item === null) job.unusable();
      else items.push(item);
    }
    for (let at = 0; at < items.length; at += PORTION) yield items.slice(at, at + PORTION);
  }
}

async function* parquetRows({ file, signal }: ReadNews): AsyncGenerator<readonly (RowCells | null)[]> {
  const table = await readParquetRows(file);
  if (!table.ok) throw new Error(table.error.detail, { cause: table.error });
  try {
    yield* table.value.portions(table.value.columns.filter(isNewsColumn), signal);
  } finally {
    await table.value.close();
  }
}

async function* textRows({ file, path, signal }: ReadNews): AsyncGenerator<readonly (RowCells | null)[]> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const table = await readRows(handle, rowFormatOf(path) ?? "lines");
    if (!table.ok) throw new Error(table.error.detail, { cause: table.error });
    for await (const rows of table.value.rows(0, size, signal)) yield rows.map(({ cells }) => cells);
  } finally {
    await handle.close();
  }
}
