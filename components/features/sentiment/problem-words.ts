import type { ApiError } from "@/lib/browser/parse-problem";
import type { ErrorCode } from "@/lib/contracts/errors";

/** Errors that say the server cannot now, not that the text is wrong: the browser may answer instead. */
export const fallsBack = (code: ErrorCode): boolean =>
  code === "unavailable" || code === "rate_limited" || code === "deadline_exceeded" || code === "internal";

/** The message for the field, where the text itself was refused. */
export function fieldMessage(error: ApiError): string | null {
  if (error.code === "payload_too_large") return "This text is too large to send.";
  if (error.code !== "validation_failed") return null;
  const first = error.fields?.find((field) => field.field === "text") ?? error.fields?.[0];
  return first ? `${first.field === "" ? "This" : first.field}: ${first.message}` : error.detail;
}

/** What happened, in few words; the block goes on with what was done about it. */
export function problemWords(error: ApiError): string {
  switch (error.code) {
    case "rate_limited":
      return "The server is busy with your earlier requests";
    case "unavailable":
      return "The server cannot answer now";
    case "deadline_exceeded":
      return "The server took too long";
    case "internal":
      return "The server failed";
    default:
      return error.detail;
  }
}
