import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { failed, type Outcome } from "../../core/failure";
import { errorCode } from "./error-code";

export interface FoundFile {
  /** Within the folder, its parts apart by "/". */
  readonly path: string;
  readonly full: string;
  readonly size: number;
  readonly modified: number;
}

export interface Scan {
  readonly files: readonly FoundFile[];
  /** True: there are more files or deeper folders than are looked at. */
  readonly cut: boolean;
}

export interface ScanOptions {
  /** Names of the files that are wanted. */
  readonly names: RegExp;
  /** 1 is the folder itself. */
  readonly deepest: number;
  readonly mostFiles: number;
}

/** Other names in the folders, so that a disk full of pictures does not keep us. */
const MOST_NAMES = 50_000;

/** Files below a folder, by path. Links that lead outside and links to folders are left alone. A folder below that cannot be read is left out. */
export async function scanFolder(
  folder: string,
  { names: wanted, deepest, mostFiles }: ScanOptions,
  signal: AbortSignal,
): Promise<Outcome<Scan>> {
  let root: string;
  try {
    root = await realpath(folder);
    await readdir(root);
  } catch (cause) {
    const code = errorCode(cause);
    if (code === "ENOENT") return failed("bad_files", { detail: "the folder is not there", cause });
    if (code === "ENOTDIR") return failed("bad_files", { detail: "it is no folder", cause });
    return failed("bad_files", { detail: "the folder cannot be read", cause });
  }
  const files: FoundFile[] = [];
  let names = 0;
  let cut = false;
  const walk = async (below: string, depth: number): Promise<void> => {
    const entries = await readdir(join(root, below), { withFileTypes: true }).catch((): Dirent[] => []);
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      names += 1;
      if (signal.aborted) return;
      if (files.length >= mostFiles || names > MOST_NAMES) {
        cut = true;
        return;
      }
      if (entry.name.startsWith(".")) continue;
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        if (depth < deepest) await walk(path, depth + 1);
        else cut = true;
      } else if (wanted.test(entry.name)) {
        const found = await look(root, path, entry.isSymbolicLink());
        if (found) files.push(found);
      }
    }
  };
  await walk("", 1);
  return signal.aborted ? failed("cancelled") : { ok: true, value: { files, cut } };
}

async function look(root: string, path: string, linked: boolean): Promise<FoundFile | null> {
  try {
    const full = join(root, path);
    if (linked && !(await realpath(full)).startsWith(root + sep)) return null;
    const { size, mtimeMs, isFile } = await stat(full).then((stats) => ({
      size: stats.size,
      mtimeMs: stats.mtimeMs,
      isFile: stats.isFile(),
    }));
    return isFile ? { path, full, size, modified: mtimeMs } : null;
  } catch {
    // Gone in the meantime, or a link that leads nowhere.
    return null;
  }
}
