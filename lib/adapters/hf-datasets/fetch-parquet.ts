import { type FileHandle, open } from "node:fs/promises";
import { failed, type Outcome } from "../../core/failure";
import { recogniseColumns } from "../../core/market/recognise-columns";
import { type Fetched, type FetchJob, fetchedOf } from "./fetching";
import type { HubBody } from "./hub-client";
import { matchesTag } from "./matches-tag";
import { bytesIn, planRanges, type Span } from "./plan-ranges";
import { type Chunk, type Footer, footerLength, readFooter, readFooterOf } from "./read-footer";
import { writeBody } from "./write-body";
import { writeWhole } from "./write-whole";

/** Enough for most footers, so that one request brings the tag, the size and the footer. */
const FIRST_TAIL = 65_536;
/** A request more costs about as much as so many bytes. */
const GAP = 32_768;
/** Where so much is wanted anyway, one request brings all of it, and its tag can be checked. */
const NEARLY_ALL = 0.9;
const MAGIC = Buffer.from("PAR1");

/**
 * Brings a Parquet file: its footer first, then only the columns that matter, into a file of the same size that has holes in place of
 * the others. Chunks that an earlier one has already, by what both footers say, are copied from it. Errors of the file system are thrown.
 */
export async function fetchParquet(job: FetchJob): Promise<Outcome<Fetched | "unchanged">> {
  const { client, file, earlier, to, mostBytes, signal } = job;
  const asked = await client.open(file, { etag: earlier?.etag ?? null, range: { last: FIRST_TAIL } }, signal);
  if (!asked.ok) return asked;
  const opened = asked.value;
  if (opened.state === "unchanged") return { ok: true, value: "unchanged" };
  if (opened.state === "beyond") return notParquet();
  if (!opened.isPart) return writeWhole(opened, job);
  const size = opened.size ?? 0;
  if (size > mostBytes) {
    opened.cancel();
    return failed("bad_files", { detail: "it is larger than what is taken" });
  }
  const handle = await open(to, "w+");
  const old = earlier === null ? null : await open(earlier.file, "r").catch(() => null);
  try {
    await handle.truncate(size);
    return await fill({ ...job, opened, size, handle, old });
  } finally {
    await handle.close();
    await old?.close();
  }
}

const notParquet = (): Outcome<never> => failed("bad_files", { detail: "it is no whole Parquet file" });

interface Filling extends FetchJob {
  readonly opened: HubBody;
  readonly size: number;
  readonly handle: FileHandle;
  readonly old: FileHandle | null;
}

async function fill(job: Filling): Promise<Outcome<Fetched>> {
  const { opened, size, handle, old, pace, signal } = job;
  const tail = await writeBody(opened, { handle, at: opened.start, mostBytes: FIRST_TAIL }, pace, signal);
  if (!tail.ok) return tail;
  let bytes = tail.value;
  let have = opened.start;
  const length = footerLength(await bytesOf(handle, { start: Math.max(0, size - 8), end: size }), size);
  if (length === null) return notParquet();
  if (size - length < have) {
    const more = await fetchSpan(job, { start: size - length, end: have });
    if (!more.ok) return more;
    bytes += more.value;
    have = size - length;
  }
  const footer = readFooter(await bytesOf(handle, { start: size - length, end: size }), size);
  if (footer === null) return notParquet();
  const wanted = wantedOf(footer);
  const kept = old === null ? [] : await copyKept(wanted, old, handle);
  const missing = wanted
    .filter((chunk) => !kept.includes(chunk))
    .map(({ start, end }) => ({ start, end: Math.min(end, have) }));
  let ranges = planRanges(missing, GAP);
  const isWhole = kept.length === 0 && bytesIn(ranges) >= NEARLY_ALL * have;
  if (isWhole) ranges = have === 0 ? [] : [{ start: 0, end: have }];
  else await handle.write(MAGIC, 0, MAGIC.length, 0);
  for (const range of ranges) {
    const part = await fetchSpan(job, range);
    if (!part.ok) return part;
    bytes += part.value;
  }
  if (isWhole && !(await matchesTag(handle, size, opened.etag)))
    return failed("bad_files", { detail: "its content is not what its tag says" });
  await handle.sync();
  const { blocks } = await handle.stat();
  const diskBytes = Math.min(size, blocks * 512);
  return { ok: true, value: fetchedOf(opened, { size, bytes, diskBytes, isSparse: !isWhole }) };
}

/** Chunks of the columns that candles are made of; all where those are not recognised. */
function wantedOf({ columns, chunks }: Footer): readonly Chunk[] {
  const found = recogniseColumns(columns);
  if (found === null) return chunks;
  const names = new Set(Object.values(found).map((place: number | null) => (place === null ? null : columns[place])));
  return chunks.filter(({ column }) => names.has(column));
}

/**
 * Copies what the earlier file has; gives the chunks that need not be fetched. A row group is taken over whole or not at all: all its
 * columns must have kept their place, their size, and their least and greatest value.
 */
async function copyKept(wanted: readonly Chunk[], old: FileHandle, handle: FileHandle): Promise<readonly Chunk[]> {
  const before = await readFooterOf(old);
  const marks = new Set(before?.chunks.flatMap(({ column, mark }) => (mark === null ? [] : [`${column} ${mark}`])));
  const changed = new Set(
    wanted.flatMap(({ group, column, mark }) => (mark !== null && marks.has(`${column} ${mark}`) ? [] : [group])),
  );
  const kept = wanted.filter(({ group }) => !changed.has(group));
  for (const span of planRanges(kept, 0)) {
    for (let at = span.start; at < span.end; at += 1 << 20) {
      const piece = await bytesOf(old, { start: at, end: Math.min(span.end, at + (1 << 20)) });
      await handle.write(piece, 0, piece.length, at);
    }
  }
  return kept;
}

async function fetchSpan(
  { client, opened, handle, pace, signal }: Filling,
  { start, end }: Span,
): Promise<Outcome<number>> {
  const part = await client.more(opened.url, { start, end }, signal);
  if (!part.ok) return part;
  const { value } = part;
  if (!value.isPart || value.start !== start || value.length !== end - start || value.size !== opened.size) {
    value.cancel();
    return failed("bad_answer", { detail: "another part came than was asked for" });
  }
  return writeBody(value, { handle, at: start, mostBytes: end - start }, pace, signal);
}

async function bytesOf(handle: FileHandle, { start, end }: Span): Promise<Uint8Array> {
  const bytes = Buffer.alloc(end - start);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
  return bytes.subarray(0, bytesRead);
}
