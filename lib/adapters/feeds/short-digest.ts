import { createHash } from "node:crypto";

/** SHA-256, the first 32 hexadecimal digits of it. */
export const shortDigest = (of: string | Uint8Array): string =>
  createHash("sha256").update(of).digest("hex").slice(0, 32);
