import { type FileHandle, mkdir, open, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../files/error-code";
import { replaceFile } from "../files/replace-file";
import type { FolderHold } from "./hold-folder";
import { type JobRecord, parseRecord } from "./job-record";

const RECORD = "job.json";
const TEXTS = "texts.jsonl.gz";
/** Where a record names none. */
const RESULTS = "results.jsonl.gz";
const COPY_BYTES = 1_000_000;
/** Texts may be private: nobody else on this machine reads them. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** A folder without a record is what a crash left of a job that nobody was promised; a fresh one may still be in the making. */
const LEFT_OVER_MS = 10 * 60_000;

export interface JobFolder {
  /** False until the first job is made: a server without jobs leaves the disk alone. */
  isThere(): Promise<boolean>;
  /** Every job that is there, but those that are known. What is none is passed by. */
  list(known?: (id: string) => boolean): Promise<readonly JobRecord[]>;
  find(id: string): Promise<JobRecord | null>;
  /** Removes folders that a crash left without a record. For who holds the folder. */
  clear(): Promise<void>;
  /** Writes texts and then the record: only with the record there is a job. Leaves nothing behind where that fails. */
  make(record: JobRecord, texts: readonly Buffer[]): Promise<void>;
  /** For who holds the folder; fails with ENOENT where somebody else has taken over. */
  save(record: JobRecord): Promise<void>;
  /**
   * Copies the results that count into a file of this hold's own, which an earlier holder that wakes up cannot write to. They count from the
   * moment in which the record, as it is given back, is saved.
   */
  adopt(record: JobRecord): Promise<JobRecord>;
  /** Removes what is beside the files of a job. */
  tidy(record: JobRecord): Promise<void>;
  readTexts(record: JobRecord, chunk: number): Promise<Buffer>;
  readResults(record: JobRecord, chunk: number): Promise<Buffer>;
  /** Writes what is to count as the next chunk once the record says so, over what a crash may have left there. */
  writeResults(record: JobRecord, bytes: Buffer): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Keeps jobs in a folder each. Throws errors of the file system. */
export function openJobFolder(dir: string, hold: Pick<FolderHold, "desk" | "token">): JobFolder {
  const place = (id: string, file: string): string => join(dir, id, file);
  const resultsOf = ({ id, resultsFile = RESULTS }: JobRecord): string => place(id, resultsFile);
  const ownResults = (): string => `results-${hold.token()}.jsonl.gz`;

  const write = (record: JobRecord, via?: string): Promise<void> =>
    replaceFile(place(record.id, RECORD), `${JSON.stringify(record)}\n`, { mode: FILE_MODE, ...(via && { via }) });
  const remove = (id: string): Promise<void> => rm(join(dir, id), { recursive: true, force: true });

  const names = async (): Promise<readonly string[]> => {
    const all = await readdir(dir).catch((cause: unknown) => {
      if (errorCode(cause) === "ENOENT") return [];
      throw cause;
    });
    return all.filter((name) => /^[\w-]{22}$/.test(name));
  };
  const readOne = async (id: string): Promise<JobRecord | null> => {
    try {
      return parseRecord(await readFile(place(id, RECORD), "utf8"));
    } catch (cause) {
      // Anything else says nothing about the job.
      if (!["ENOENT", "ENOTDIR"].includes(errorCode(cause))) throw cause;
      return null;
    }
  };

  return {
    isThere: () =>
      stat(dir).then(
        (about) => about.isDirectory(),
        () => false,
      ),
    async list(known = () => false) {
      const records: JobRecord[] = [];
      for (const name of await names()) {
        const record = known(name) ? null : await readOne(name);
        if (record?.id === name) records.push(record);
      }
      return records;
    },
    find: readOne,
    async clear() {
      for (const name of await names()) {
        const about = await stat(join(dir, name)).catch(() => null);
        if (!about?.isDirectory() || Date.now() - about.mtimeMs < LEFT_OVER_MS) continue;
        const code = await stat(place(name, RECORD)).then(() => "", errorCode);
        if (code === "ENOENT") await remove(name).catch(() => {});
      }
    },
    async make(record, texts) {
      try {
        await mkdir(join(dir, record.id), { recursive: true, mode: FOLDER_MODE });
        await within(place(record.id, TEXTS), "wx", async (file) => {
          for (const bytes of texts) await writeAll(file, bytes, null);
          await file.sync();
        });
        await write(record);
        await syncFolder(dir);
      } catch (cause) {
        await remove(record.id).catch(() => {});
        throw cause;
      }
    },
    save: (record) => write(record, hold.desk()),
    async adopt(record) {
      const resultsFile = ownResults();
      if (record.resultsFile === resultsFile) return record;
      const length = record.resultEnds.at(-1) ?? 0;
      await within(place(record.id, resultsFile), "w", async (file) => {
        for (let at = 0; at < length; at += COPY_BYTES) {
          const bytes = await readBytes(resultsOf(record), at, Math.min(COPY_BYTES, length - at));
          await writeAll(file, bytes, at);
        }
        await file.sync();
      });
      await syncFolder(join(dir, record.id));
      return { ...record, resultsFile };
    },
    async tidy({ id, resultsFile }) {
      for (const name of await readdir(join(dir, id)).catch(() => [])) {
        if (![RECORD, TEXTS, resultsFile].includes(name)) await rm(place(id, name), { force: true }).catch(() => {});
      }
    },
    readTexts: ({ id, textEnds }, chunk) => readPart(place(id, TEXTS), textEnds, chunk),
    readResults: (record, chunk) => readPart(resultsOf(record), record.resultEnds, chunk),
    writeResults(record, bytes) {
      const from = record.resultEnds.at(-1) ?? 0;
      // What is there stays: adopting made the file.
      return within(resultsOf(record), "r+", async (file) => {
        await writeAll(file, bytes, from);
        await file.truncate(from + bytes.length);
        await file.datasync();
      });
    },
    remove,
  };
}

async function within<T>(path: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags, FILE_MODE);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

/** A full disk may take a part and say so only by how much it took. */
async function writeAll(file: FileHandle, bytes: Buffer, from: number | null): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, from === null ? null : from + at);
    at += bytesWritten;
  }
}

async function syncFolder(path: string): Promise<void> {
  // Some file systems know no such thing; the record is then as safe as they make it.
  await within(path, "r", (folder) => folder.sync()).catch(() => {});
}

function readPart(path: string, ends: readonly number[], chunk: number): Promise<Buffer> {
  const from = ends[chunk - 1] ?? 0;
  return readBytes(path, from, (ends[chunk] ?? from) - from);
}

function readBytes(path: string, from: number, length: number): Promise<Buffer> {
  return within(path, "r", async (file) => {
    const bytes = Buffer.alloc(length);
    for (let at = 0; at < length; ) {
      const { bytesRead } = await file.read(bytes, at, length - at, from + at);
      if (bytesRead === 0) throw new Error(`${path} is shorter than its record says`);
      at += bytesRead;
    }
    return bytes;
  });
}
