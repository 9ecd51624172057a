import { constants, copyFile, open, stat } from "node:fs/promises";
import { failed, type Outcome } from "../../core/failure";
import { type Fetched, type FetchJob, fetchedOf } from "./fetching";
import { matchesTag } from "./matches-tag";
import { writeBody } from "./write-body";
import { writeWhole } from "./write-whole";

/** So much of what is kept is asked for again: where it is still the same, the file has only grown. */
const OVERLAP = 4_096;

/**
 * Brings a file of text. Of one that is kept only its new end is fetched, where it has only grown: the last bytes must be the same, and
 * the whole what its tag says. Errors of the file system are thrown.
 */
export async function fetchText(job: FetchJob): Promise<Outcome<Fetched | "unchanged">> {
  const { client, file, earlier, signal } = job;
  const grown = earlier === null || earlier.isSparse ? null : await fetchEnd(job, earlier.file, earlier.etag);
  if (grown !== null) return grown;
  const opened = await client.open(file, { etag: earlier?.etag ?? null }, signal);
  if (!opened.ok) return opened;
  if (opened.value.state === "unchanged") return { ok: true, value: "unchanged" };
  if (opened.value.state === "beyond") return failed("bad_answer");
  return writeWhole(opened.value, job);
}

/** Null where the file must be fetched as a whole. */
async function fetchEnd(job: FetchJob, kept: string, etag: string): Promise<Outcome<Fetched | "unchanged"> | null> {
  const { client, file, to, mostBytes, pace, signal } = job;
  const had = await stat(kept).catch(() => null);
  if (had === null || had.size <= OVERLAP * 2) return null;
  const from = had.size - OVERLAP;
  const opened = await client.open(file, { etag, range: { start: from, end: null } }, signal);
  if (!opened.ok) return opened;
  if (opened.value.state === "unchanged") return { ok: true, value: "unchanged" };
  if (opened.value.state === "beyond") return null;
  const body = opened.value;
  if (!body.isPart) return writeWhole(body, job);
  if (body.start !== from || body.size === null || body.size < had.size || body.size > mostBytes) {
    body.cancel();
    return null;
  }
  await copyFile(kept, to, constants.COPYFILE_FICLONE);
  const handle = await open(to, "r+");
  try {
    const before = Buffer.alloc(OVERLAP);
    await handle.read(before, 0, OVERLAP, from);
    const written = await writeBody(body, { handle, at: from, mostBytes: body.size - from }, pace, signal);
    if (!written.ok) return written;
    const after = Buffer.alloc(OVERLAP);
    await handle.read(after, 0, OVERLAP, from);
    if (!before.equals(after) || !(await matchesTag(handle, body.size, body.etag))) return null;
    await handle.sync();
    const { size } = body;
    return { ok: true, value: fetchedOf(body, { size, bytes: written.value, diskBytes: size, isSparse: false }) };
  } finally {
    await handle.close();
  }
}
