import { createHmac } from "node:crypto";

const LIFETIME_S = 3_600;
/** Signs nothing of worth: it only lets the double tell its own addresses from made-up ones. */
const KEY = "double";

/** The signature of an address and the second it expires. */
export const signatureOf = (path: string, expires: string): string =>
  createHmac("sha256", KEY).update(`${path} ${expires}`).digest("hex");

/** An address of a large file that is good for an hour. */
export function signDownload(origin: string, entryId: string, oid: string): string {
  const path = `/xet-bridge-us/${entryId}/${oid}`;
  const expires = String(Math.floor(Date.now() / 1_000) + LIFETIME_S);
  return `${origin}${path}?${new URLSearchParams({ Expires: expires, Signature: signatureOf(path, expires) })}`;
}
