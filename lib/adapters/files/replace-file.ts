import { randomUUID } from "node:crypto";
import { realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { syncFolder } from "./sync-folder";

export interface ReplaceOptions {
  /** Rights of a file that is new; one that is there keeps its own. */
  readonly mode?: number;
  /** Where the new file is written before it takes the old one's place: a folder on the same disk. */
  readonly via?: string;
}

/**
 * Puts a file in place of another, whole and synced, or leaves the other as it is. Throws errors of the file system, as of a full disk.
 */
export async function replaceFile(
  path: string,
  text: string,
  { mode = 0o666, via }: ReplaceOptions = {},
): Promise<void> {
  const file = await realpath(path).catch(() => path);
  const kept = await stat(file).catch(() => null);
  // The folder is named by a setting: the build is not to look for it, and take the whole project along.
  const fresh = join(/* turbopackIgnore: true */ via ?? dirname(file), `${basename(file)}.${randomUUID()}`);
  try {
    // It writes on until all is taken, or the disk says why not.
    await writeFile(fresh, text, { flag: "wx", mode: kept ? kept.mode & 0o777 : mode, flush: true });
    await rename(fresh, file);
  } catch (cause) {
    await rm(fresh, { force: true }).catch(() => {});
    throw cause;
  }
  await syncFolder(dirname(file));
}
