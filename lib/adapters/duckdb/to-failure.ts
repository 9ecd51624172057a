import { type Failure, failure } from "../../core/failure";
import { errorCode } from "../files/error-code";

const full = new Set(["ENOSPC", "EDQUOT"]);
const forbidden = new Set(["EACCES", "EPERM", "EROFS"]);

/** What an error of the database or the disk means. Its words may name paths: they are kept for the log. */
export function toFailure(cause: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) {
    const late = signal.reason instanceof Error && signal.reason.name === "TimeoutError";
    return failure(late ? "timed_out" : "cancelled");
  }
  const code = errorCode(cause);
  if (full.has(code)) return failure("unavailable", { detail: "the disk is full", cause });
  if (forbidden.has(code)) return failure("unavailable", { detail: "the folder may not be written to", cause });
  const words = cause instanceof Error ? cause.message : "";
  if (/^Out of Memory/i.test(words)) return failure("no_memory", { cause });
  if (/No space left/i.test(words)) return failure("unavailable", { detail: "the disk is full", cause });
  return failure("bad_files", { detail: "it is damaged or cut off: it cannot be read", cause });
}
