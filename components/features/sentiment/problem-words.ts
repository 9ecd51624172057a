import type { ApiError } from "@/lib/browser/parse-problem";

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
