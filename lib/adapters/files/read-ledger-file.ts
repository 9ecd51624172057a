import { readFile, stat } from "node:fs/promises";
import type { Ledger } from "../../core/budget/ledger";
import { parseLedger } from "../../core/budget/parse-ledger";
import { errorCode } from "./error-code";

/** A ledger has some 150 bytes; what is far larger is none, and is not read. */
const MAX_BYTES = 4_096;

/** The ledger in a file; null when there is no file, "broken" when there is something else in its place. */
export async function readLedgerFile(file: string): Promise<Ledger | null | "broken"> {
  try {
    const about = await stat(file);
    if (!about.isFile() || about.size > MAX_BYTES) return "broken";
    return parseLedger(JSON.parse(await readFile(file, "utf8"))) ?? "broken";
  } catch (cause) {
    return ["ENOENT", "ENOTDIR"].includes(errorCode(cause)) ? null : "broken";
  }
}
