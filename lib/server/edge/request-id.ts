import { randomUUID } from "node:crypto";

/** Takes over a caller's id when it is harmless to log and to echo, else makes one. */
export function requestId(headers: Pick<Headers, "get">): string {
  const given = headers.get("x-request-id");
  return given !== null && /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : randomUUID();
}
