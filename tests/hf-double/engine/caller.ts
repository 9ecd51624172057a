import type { IncomingHttpHeaders } from "node:http";
import type { Caller } from "./types";

const ANONYMOUS: Caller = { kind: "anonymous", mayInfer: false, hasCredits: false, granted: false };
const INVALID: Caller = { ...ANONYMOUS, kind: "invalid" };

/**
 * Tells the caller by the token: `hf_invalid…` and `hf_expired…` are refused, `hf_weak…` may not infer, `hf_poor…` has
 * no credits left, `hf_granted…` is let into gated repositories, any other `hf_…` is an ordinary user.
 */
export function callerOf(headers: IncomingHttpHeaders): Caller {
  const { authorization } = headers;
  if (authorization === undefined) return ANONYMOUS;
  const token = /^Bearer (hf_\w+)$/.exec(authorization)?.[1];
  if (token === undefined || /^hf_(invalid|expired)/.test(token)) return INVALID;
  return {
    kind: "user",
    mayInfer: !token.startsWith("hf_weak"),
    hasCredits: !token.startsWith("hf_poor"),
    granted: token.startsWith("hf_granted"),
  };
}
