import { createHash, timingSafeEqual } from "node:crypto";

/** Whether a request bears a token (RFC 6750). How long it takes says nothing of the token. */
export function bearsToken(headers: Pick<Headers, "get">, token: string): boolean {
  const [, given = ""] = /^bearer +(\S{1,200})$/i.exec(headers.get("authorization")?.trim() ?? "") ?? [];
  return timingSafeEqual(digest(given), digest(token));
}

/** Of one length, whatever was sent. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
