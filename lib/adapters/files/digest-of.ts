import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";

const PIECE = 1 << 18;

/** Digest of a file in hexadecimal digits, read in pieces. */
export async function digestOf(handle: FileHandle, hash = createHash("sha256")): Promise<string> {
  const piece = Buffer.alloc(PIECE);
  for (let at = 0; ; ) {
    const { bytesRead } = await handle.read(piece, 0, PIECE, at);
    if (bytesRead === 0) return hash.digest("hex");
    hash.update(piece.subarray(0, bytesRead));
    at += bytesRead;
  }
}
