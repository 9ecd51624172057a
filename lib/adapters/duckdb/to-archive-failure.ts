import { type Failure, failure } from "../../core/failure";
import { errorCode } from "../files/error-code";

const full = new Set(["ENOSPC", "EDQUOT"]);
const forbidden = new Set(["EACCES", "EPERM", "EROFS"]);

// What a folder is called says nothing of what is wrong with a file in it.
const paths = /(["'])(?:[a-z]:)?[\\/].*?\1|(?<![^\s(])[\\/]\S+/gi;

const wordsOf = (cause: unknown): string => (cause instanceof Error ? cause.message.replace(paths, "") : "");

const isLocked = (words: string): boolean =>
  /Could not set lock|Conflicting lock|already attached|already open/i.test(words);

const isFull = (cause: unknown): boolean =>
  full.has(errorCode(cause)) || /No space left|disk quota/i.test(wordsOf(cause));

const hasNoMemory = (words: string): boolean =>
  /Out of Memory|could not allocate|failed to allocate|bad_alloc/i.test(words);

export const saysForbidden = (cause: unknown): boolean =>
  forbidden.has(errorCode(cause)) || /Permission denied|Read-only file system|read-only mode/i.test(wordsOf(cause));

/** Whether an error says that the file is not what this program wrote: it is a last resort, and anything else that can be wrong is believed first. */
export const saysDamaged = (cause: unknown): boolean => {
  const words = wordsOf(cause);
  if (errorCode(cause) !== "unknown" || isLocked(words) || isFull(cause) || hasNoMemory(words)) return false;
  if (saysForbidden(cause)) return false;
  return /not a valid DuckDB database|corrupt|checksum|serializ|could not read (enough|all) bytes|failed to (load|replay)|replaying WAL|Failure while replaying|metadata|INTERNAL Error/i.test(
    words,
  );
};

/** Whether the database takes no more questions until it is opened anew. */
export const saysClosed = (cause: unknown): boolean =>
  errorCode(cause) === "unknown" && /FATAL|invalidated|INTERNAL Error|Connection Error|closed/i.test(wordsOf(cause));

/** What an error of the archive's database or disk means. Its words may name paths: they are kept for the log. */
export function toArchiveFailure(cause: unknown, signal?: AbortSignal): Failure {
  if (signal?.aborted) {
    const late = signal.reason instanceof Error && signal.reason.name === "TimeoutError";
    return failure(late ? "timed_out" : "cancelled");
  }
  return failure("unavailable", { detail: detailOf(cause), cause });
}

function detailOf(cause: unknown): string {
  const words = wordsOf(cause);
  if (isFull(cause)) return "the disk is full";
  if (isLocked(words)) return "another process holds the archive of news";
  if (saysForbidden(cause)) {
    return "the folder of the archive of news may not be written to";
  }
  if (hasNoMemory(words)) return "this machine has too little memory left for it";
  if (/newer version of DuckDB|version number/i.test(words)) return "the archive of news is of another version";
  if (errorCode(cause) !== "unknown" || /^IO Error/i.test(words))
    return "the archive of news cannot be read or written";
  return "the archive of news could not answer";
}
