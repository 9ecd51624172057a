import type { ErrorCode } from "../contracts/errors";

/** Errors that say the server cannot now, not that the text is wrong: the browser may answer instead. */
export const fallsBack = (code: ErrorCode): boolean =>
  code === "unavailable" ||
  code === "rate_limited" ||
  code === "deadline_exceeded" ||
  code === "request_timeout" ||
  code === "internal";
