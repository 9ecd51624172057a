import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { z } from "zod";

/** How far a file was read, and what tells whether it only grew since. */
export interface FileMark {
  readonly size: number;
  readonly modified: number;
  /** The byte up to which it was read. */
  readonly end: number;
  /** Of its beginning and of what stands before `end`. */
  readonly digest: string;
}

const EDGE = 4_096;

const count = z.int().min(0);
const stateSchema = z.object({
  version: z.literal(1),
  files: z.record(z.string(), z.tuple([count, count, count, z.string().max(40)])),
});

/** A file by its path, so that long names take no room. */
const nameOf = (path: string): string => createHash("sha256").update(path).digest("base64url").slice(0, 16);

/** What was kept of files, by path; nothing where it cannot be read. */
export function parseFolderState(text: string | null): (path: string) => FileMark | null {
  let files: Readonly<Record<string, readonly [number, number, number, string]>> = {};
  try {
    files = stateSchema.parse(JSON.parse(text ?? "")).files;
  } catch {
    // From before, or somebody else's: all files are read anew, and what is known already is told by its ids.
  }
  return (path) => {
    const [size, modified, end, digest] = Object.hasOwn(files, nameOf(path)) ? (files[nameOf(path)] ?? []) : [];
    return size === undefined || modified === undefined || end === undefined || digest === undefined
      ? null
      : { size, modified, end, digest };
  };
}

/** Marks as text; some 70 bytes each. */
export const writeFolderState = (marks: ReadonlyMap<string, FileMark>): string =>
  JSON.stringify({
    version: 1,
    files: Object.fromEntries(
      [...marks].map(([path, { size, modified, end, digest }]) => [nameOf(path), [size, modified, end, digest]]),
    ),
  });

/** Digest of the beginning of a file, and of what stands before a byte. Errors of the file system are thrown. */
export async function edgeDigest(handle: FileHandle, end: number): Promise<string> {
  const hash = createHash("sha256");
  for (const from of [0, Math.max(0, end - EDGE)]) {
    const bytes = Buffer.alloc(Math.min(EDGE, end - from));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
    hash.update(bytes.subarray(0, bytesRead));
  }
  return hash.digest("base64url").slice(0, 16);
}
