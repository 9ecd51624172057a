import { appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readSync } from "node:fs";
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { errorCode } from "./error-code";
import { replaceFile } from "./replace-file";

const NEWLINE = 0x0a;
/** As `replaceFile` names it. */
const HALF = /[.][\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const HALF_MS = 600_000;

export interface LinesFile {
  /** All of it; null where there is none. Throws errors of the file system; `FileTooLarge` where it cannot be ours. */
  read(): Promise<string | null>;
  /** Puts lines at its end, all or none, synced. Gives its length in bytes. Throws errors of the file system. */
  append(lines: readonly string[]): Promise<number>;
  /** The same at once, for the moment in which a process ends. */
  appendSync(lines: readonly string[]): void;
  /** Writes it anew as a whole. Gives its length in bytes. Throws errors of the file system. */
  replace(lines: readonly string[]): Promise<number>;
  /** Removes what an earlier process had begun to write anew when it was killed. Never fails. */
  sweep(): Promise<void>;
  /** Moves what stands in its place out of the way; gives the new name. */
  setAside(): Promise<string>;
}

/** A file of lines that grows at its end. A line that was torn off, in a crash or on a full disk, never runs into the next one. */
export function openLinesFile(file: string, mostBytes: number): LinesFile {
  return {
    async read() {
      try {
        const about = await stat(file);
        if (about.isFile() && about.size > mostBytes) throw new FileTooLarge();
        return await readFile(file, "utf8");
      } catch (cause) {
        if (["ENOENT", "ENOTDIR"].includes(errorCode(cause))) return null;
        throw cause;
      }
    },
    async append(lines) {
      await mkdir(dirname(file), { recursive: true });
      const handle = await open(file, "a+");
      try {
        const { size } = await handle.stat();
        const bytes = Buffer.from(`${(await endsAmidst(handle, size)) ? "\n" : ""}${lines.join("\n")}\n`);
        try {
          await handle.appendFile(bytes);
          await handle.datasync();
        } catch (cause) {
          // Half of them shall not stay; nor shall what somebody else has added go.
          const { size: now } = await handle.stat();
          if (now < size + bytes.length) await handle.truncate(size).catch(() => undefined);
          throw cause;
        }
        return size + bytes.length;
      } finally {
        await handle.close();
      }
    },
    appendSync(lines) {
      mkdirSync(dirname(file), { recursive: true });
      const handle = openSync(file, "a+");
      try {
        const { size } = fstatSync(handle);
        const last = Buffer.alloc(1);
        const isWhole = size === 0 || (readSync(handle, last, 0, 1, size - 1) === 1 && last[0] === NEWLINE);
        appendFileSync(handle, `${isWhole ? "" : "\n"}${lines.join("\n")}\n`);
      } finally {
        closeSync(handle);
      }
    },
    async replace(lines) {
      await mkdir(dirname(file), { recursive: true });
      const text = lines.map((line) => `${line}\n`).join("");
      await replaceFile(file, text);
      return Buffer.byteLength(text);
    },
    async sweep() {
      const names = await readdir(dirname(file)).catch(() => []);
      for (const name of names) {
        if (!name.startsWith(`${basename(file)}.`) || !HALF.test(name)) continue;
        const path = join(/* turbopackIgnore: true */ dirname(file), name);
        const about = await stat(path).catch(() => null);
        // A younger one may be another process's.
        if (about !== null && Date.now() - about.mtimeMs > HALF_MS) await rm(path, { force: true }).catch(() => {});
      }
    },
    async setAside() {
      await rename(file, `${file}.broken`);
      return `${basename(file)}.broken`;
    },
  };
}

async function endsAmidst(handle: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return bytesRead === 1 && buffer[0] !== NEWLINE;
}

class FileTooLarge extends Error {
  readonly code = "EFBIG";
}
