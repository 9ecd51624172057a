import type { ApiError } from "@/lib/browser/parse-problem";

/** What is wrong with what was put in, and at which field it is shown. */
export interface FieldProblem {
  readonly at: "text" | "engine";
  readonly message: string;
}

/** The message for the field, where the input itself was refused. */
export function fieldProblem(error: ApiError): FieldProblem | null {
  if (error.code === "payload_too_large") return { at: "text", message: "This text is too large to send." };
  if (error.code !== "validation_failed" && error.code !== "invalid_identifier") return null;
  const first = error.fields?.find((field) => field.field === "text") ?? error.fields?.[0];
  if (!first) return { at: "text", message: error.detail };
  // The rest lists every model by its key; the select has them by name.
  if (first.field === "model") return { at: "engine", message: `Choose another: ${first.message.split(";")[0]}.` };
  return { at: "text", message: `${first.field === "" ? "This" : first.field}: ${first.message}` };
}

/** What happened, in few words; the block goes on with what was done about it. In the browser alone no server was asked. */
export function problemWords(error: ApiError, inBrowser: boolean): string {
  if (inBrowser) return error.detail;
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
