import { constants, type FileHandle, open } from "node:fs/promises";
import { failed, type Outcome } from "../../core/failure";
import type { FoundItem } from "../../core/news/news-item";
import { hasNewsColumns, rowToItem } from "../../core/news/row-to-item";
import { errorCode } from "../files/error-code";
import { readRows, rowFormatOf } from "../files/read-rows";
import type { FoundFile } from "../files/scan-folder";
import { edgeDigest, type FileMark } from "./folder-state";

/** How the reading of a file went. */
export interface FileTally {
  /** Rows with something to read, and others. */
  usable: number;
  unusable: number;
  /** What to keep of it; null until it was read to its end. */
  mark: FileMark | null;
}

/** A pipe that stands in place of a file must not hold us. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * Items of a file, from where it was read to the last time where it has only grown since. What is added while it is read is left for
 * the next time. Gives why it cannot be read, where it cannot; throws where the reading is called off.
 */
export async function* readNewsFile(
  file: FoundFile,
  { before, name, tally, signal }: { before: FileMark | null; name: string; tally: FileTally; signal: AbortSignal },
): AsyncGenerator<readonly FoundItem[], Outcome<null>> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(file.full, FLAGS);
    const about = await handle.stat();
    if (!about.isFile()) return failed("bad_files", { detail: "it is no file" });
    const format = rowFormatOf(file.path);
    const table = format === null ? null : await readRows(handle, format);
    if (table === null) return failed("bad_files", { detail: "it is no table that is known" });
    if (!table.ok) return table;
    if (table.value.columns !== null && table.value.columns.length > 0 && !hasNewsColumns(table.value.columns))
      return failed("bad_files", { detail: "none of its columns is a title or a text" });
    const { size } = about;
    const goesOn =
      before !== null &&
      format !== "json" &&
      size >= before.end &&
      (await edgeDigest(handle, before.end)) === before.digest;
    let end = goesOn ? before.end : 0;
    for await (const rows of table.value.rows(end, size, signal)) {
      const items: FoundItem[] = [];
      let isCut = false;
      for (const row of rows) {
        const item = row.cells === null ? null : rowToItem(row.cells, { name });
        isCut = !row.isWhole && row.cells === null;
        // What somebody is still writing is read when it is whole. A last row may be: it is read once more when the file grows.
        if (isCut) continue;
        if (row.isWhole || format !== "csv") end = row.end;
        if (item === null) tally.unusable += 1;
        else {
          tally.usable += 1;
          items.push(item);
        }
      }
      yield items;
      if (isCut && format === "json") return failed("bad_files", { detail: "its list breaks off" });
    }
    if (tally.usable === 0 && tally.unusable > 0 && end > 0 && !goesOn)
      return failed("bad_files", { detail: `none of its rows (${tally.unusable}) has a title or a text` });
    tally.mark = { size, modified: Math.floor(about.mtimeMs), end, digest: await edgeDigest(handle, end) };
    return { ok: true, value: null };
  } catch (cause) {
    signal.throwIfAborted();
    // What the system says may pass by itself; what is in a file stays until somebody changes it.
    const code = errorCode(cause);
    if (code === "ENOENT") return failed("unavailable", { detail: "it is gone", cause });
    if (code === "EACCES" || code === "EPERM") return failed("unavailable", { detail: "it may not be read", cause });
    return failed("unavailable", { detail: `it could not be read (${code})`, cause });
  } finally {
    await handle?.close();
  }
}
