import { setTimeout as sleep } from "node:timers/promises";
import { hasEnded } from "../../contracts/job";
import { KEPT_MARKS } from "../../core/jobs/job-pace";
import { addTallies, tallyChunk } from "../../core/jobs/job-tally";
import type { JobLook, ReadChunk } from "../../core/jobs/jobs";
import type { Report } from "../../core/ports";
import { errorCode } from "../files/error-code";
import type { Entry } from "./job-book";
import type { JobFolder } from "./job-folder";
import type { JobRecord } from "./job-record";
import { pack, unpack } from "./pack";

/** A full disk seldom mends in a moment. */
const TRY_AGAIN_MS = 2_000;
/** A disk that cannot be read for so many tries will not give the texts back, and a folder that is gone stays away. */
const MOST_READS = 15;
const MOST_GONE = 3;

interface Work {
  readonly folder: JobFolder;
  readonly read: ReadChunk;
  readonly warn: Report;
  readonly wall: () => number;
  readonly signal: AbortSignal;
  /** Whether the folder is still this process's own; aborts the signal where it is not. */
  readonly mine: () => Promise<boolean>;
  readonly tryAgainMs?: number | undefined;
}

/**
 * Works a job off from where it stands, chunk after chunk, until it has ended or the signal says stop. A chunk counts from the moment in
 * which the record says so, and is on disk before that. What cannot be written is tried again for as long as it takes.
 */
export async function workOff(entry: Entry, work: Work): Promise<void> {
  const before = entry.record;
  entry.marks = [[performance.now(), before.tally.done]];
  let record = before;
  const adopted = await insist(entry, work, async () => {
    record = await work.folder.adopt(before);
  });
  if (!adopted) {
    if (!work.signal.aborted) await keep(entry, { ...ended(before, "failed", work), error: LOST }, work);
    return;
  }
  await keep(entry, { ...record, state: "running", startedAt: record.startedAt ?? work.wall() }, work);
  if (entry.record.resultsFile === record.resultsFile) await work.folder.tidy(record);
  while (!work.signal.aborted && !hasEnded(entry.record.state)) {
    const { resultEnds, textEnds } = entry.record;
    if (resultEnds.length === textEnds.length) return keep(entry, ended(entry.record, "done", work), work);
    const failure = await workOne(entry, resultEnds.length, work);
    if (failure) return keep(entry, { ...ended(entry.record, "failed", work), error: failure }, work);
  }
}

/** Reads a chunk and keeps what came. Gives what is wrong with the job, if it can never be read. */
async function workOne(entry: Entry, chunk: number, work: Work): Promise<JobLook["error"]> {
  const texts = await readTexts(entry, chunk, work);
  if (work.signal.aborted) return null;
  if (texts === null) return LOST;
  const read = await work.read(texts, entry.record.options, work.signal);
  if (work.signal.aborted) return null;
  if (!read.ok) return { code: read.error.code, detail: read.error.detail };
  if (read.value.items.length !== texts.length) return WRONG_COUNT;

  const bytes = await pack(read.value.items);
  const before = entry.record;
  const written = await insist(entry, work, () => work.folder.writeResults(before, bytes));
  if (!written) return work.signal.aborted ? null : LOST;
  const tally = addTallies(before.tally, tallyChunk(read.value));
  const end = (before.resultEnds.at(-1) ?? 0) + bytes.length;
  await keep(entry, { ...before, tally, resultEnds: [...before.resultEnds, end] }, work);
  entry.marks = [...entry.marks.slice(1 - KEPT_MARKS), [performance.now(), tally.done]];
  return null;
}

const LOST = { code: "internal", detail: "The files of the job are gone or can no longer be read." } as const;
const WRONG_COUNT = { code: "internal", detail: "There was not one result for each text." } as const;

const ended = (record: JobRecord, state: "done" | "failed", { wall }: Work): JobRecord => ({
  ...record,
  state,
  endedAt: wall(),
});

/** Null where they cannot be had. */
async function readTexts(entry: Entry, chunk: number, work: Work): Promise<readonly unknown[] | null> {
  let texts: readonly unknown[] | null = null;
  const read = async (): Promise<void> => {
    texts = await unpack(await work.folder.readTexts(entry.record, chunk));
  };
  await insist(entry, work, read, MOST_READS);
  return texts;
}

/** Saves a record, and lets it count once it is saved. A job whose folder is gone ends all the same. */
async function keep(entry: Entry, next: JobRecord, work: Work): Promise<void> {
  const saved = await insist(entry, work, () => work.folder.save(next));
  if (saved || (hasEnded(next.state) && !work.signal.aborted)) entry.record = next;
}

/** Tries until it works, the signal says stop, or it was tried often enough. Gives whether it worked. */
async function insist(
  entry: Entry,
  work: Work,
  step: () => Promise<void>,
  most = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  // By kind: a full disk that is mended is no step towards a folder that is gone.
  const tries = new Map<string, number>();
  while (!work.signal.aborted && (await work.mine())) {
    try {
      await step();
      entry.waitsBecause = null;
      return true;
    } catch (cause) {
      const code = errorCode(cause);
      const count = (tries.get(code) ?? 0) + 1;
      tries.set(code, count);
      // What is gone may be gone because somebody else works here now.
      if (!(await work.mine())) return false;
      if (entry.waitsBecause === null) work.warn("job_waits", { job: entry.record.id.slice(0, 6), code });
      entry.waitsBecause = `the disk does not take or give what it should (${code})`;
      if (count >= (code === "ENOENT" ? MOST_GONE : most)) return false;
      await sleep(work.tryAgainMs ?? TRY_AGAIN_MS, undefined, { signal: work.signal }).catch(() => {});
    }
  }
  return false;
}
