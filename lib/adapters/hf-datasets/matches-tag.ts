import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { digestOf } from "../files/digest-of";

/**
 * Whether a file is the one that its entity tag names: the Hub's tags are SHA-256 of large files and git's SHA-1 of small ones. Other
 * tags say nothing of what is in a file, and are believed.
 */
export async function matchesTag(handle: FileHandle, size: number, etag: string | null): Promise<boolean> {
  if (etag === null || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(etag)) return true;
  const hash = createHash(etag.length === 64 ? "sha256" : "sha1");
  if (etag.length === 40) hash.update(`blob ${size}\0`);
  return (await digestOf(handle, hash)) === etag;
}
