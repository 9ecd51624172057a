import { randomUUID } from "node:crypto";
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/** As `replaceFile`, at once: for the moment in which a process ends. Throws errors of the file system. */
export function replaceFileSync(path: string, text: string): void {
  const kept = statSync(path, { throwIfNoEntry: false });
  const file = kept ? realpathSync(path) : path;
  const fresh = `${file}.${randomUUID()}`;
  try {
    writeFileSync(fresh, text, { flag: "wx", mode: kept ? kept.mode & 0o777 : 0o666, flush: true });
    renameSync(fresh, file);
  } catch (cause) {
    rmSync(fresh, { force: true });
    throw cause;
  }
}
