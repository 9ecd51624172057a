import { type FileHandle, mkdir, open, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile } from "../files/replace-file";
import { type JobRecord, parseRecord } from "./job-record";

const RECORD = "job.json";
const TEXTS = "texts.jsonl.gz";
const RESULTS = "results.jsonl.gz";

/** A folder without a record is what a crash left of a job that nobody was promised; a fresh one may still be in the making. */
const LEFT_OVER_MS = 10 * 60_000;

export interface JobFolder {
  /** False until the first job is made: a server without jobs leaves the disk alone. */
  isThere(): Promise<boolean>;
  /** Every job that is there, but those that are known. What is none is passed by. */
  list(known?: (id: string) => boolean): Promise<readonly JobRecord[]>;
  find(id: string): Promise<JobRecord | null>;
  /** Removes what a crash left beside the files of a job. */
  tidy(id: string): Promise<void>;
  /** Writes texts and then the record: only with the record there is a job. Leaves nothing behind where that fails. */
  make(record: JobRecord, texts: readonly Buffer[]): Promise<void>;
  save(record: JobRecord): Promise<void>;
  readTexts(record: JobRecord, chunk: number): Promise<Buffer>;
  readResults(record: JobRecord, chunk: number): Promise<Buffer>;
  /** Writes what is to count as the next chunk once the record says so, over what a crash may have left there. */
  writeResults(record: JobRecord, bytes: Buffer): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Keeps jobs in a folder each. Throws errors of the file system. */
export function openJobFolder(dir: string): JobFolder {
  const place = (id: string, file: string): string => join(dir, id, file);

  const save = (record: JobRecord): Promise<void> =>
    replaceFile(place(record.id, RECORD), `${JSON.stringify(record)}\n`);
  const remove = (id: string): Promise<void> => rm(join(dir, id), { recursive: true, force: true });

  const readOne = async (id: string): Promise<JobRecord | null> => {
    try {
      return parseRecord(await readFile(place(id, RECORD), "utf8"));
    } catch {
      const about = await stat(join(dir, id)).catch(() => null);
      if (about?.isDirectory() && Date.now() - about.mtimeMs > LEFT_OVER_MS) await remove(id).catch(() => {});
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
      const names = await readdir(dir).catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === "ENOENT") return [];
        throw cause;
      });
      const records: JobRecord[] = [];
      for (const name of names) {
        if (!/^[\w-]{22}$/.test(name) || known(name)) continue;
        const record = await readOne(name);
        if (record?.id === name) records.push(record);
      }
      return records;
    },
    find: readOne,
    async tidy(id) {
      const names = await readdir(join(dir, id)).catch(() => []);
      for (const name of names) {
        if (name.startsWith(`${RECORD}.`)) await rm(place(id, name), { force: true }).catch(() => {});
      }
    },
    async make(record, texts) {
      try {
        await mkdir(join(dir, record.id), { recursive: true });
        await within(place(record.id, TEXTS), "wx", async (file) => {
          for (const bytes of texts) await writeAll(file, bytes, null);
          await file.sync();
        });
        await save(record);
        await syncFolder(join(dir, record.id));
        await syncFolder(dir);
      } catch (cause) {
        await remove(record.id).catch(() => {});
        throw cause;
      }
    },
    save,
    readTexts: ({ id, textEnds }, chunk) => readPart(place(id, TEXTS), textEnds, chunk),
    readResults: ({ id, resultEnds }, chunk) => readPart(place(id, RESULTS), resultEnds, chunk),
    writeResults({ id, resultEnds }, bytes) {
      const from = resultEnds.at(-1) ?? 0;
      // r+ keeps what is there; the first chunk makes the file.
      return within(place(id, RESULTS), from === 0 ? "w" : "r+", async (file) => {
        await writeAll(file, bytes, from);
        await file.truncate(from + bytes.length);
        await file.datasync();
      });
    },
    remove,
  };
}

async function within<T>(path: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags);
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
  const length = (ends[chunk] ?? from) - from;
  return within(path, "r", async (file) => {
    const bytes = Buffer.alloc(length);
    let at = 0;
    while (at < length) {
      const { bytesRead } = await file.read(bytes, at, length - at, from + at);
      if (bytesRead === 0) throw new Error(`${path} is shorter than its record says`);
      at += bytesRead;
    }
    return bytes;
  });
}
