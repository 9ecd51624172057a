import { fail, ok, type Result } from "../../core/errors";
import { withDeadline } from "../../core/with-deadline";
import { leaveReader } from "./leave-body";
import { refuseAnnounced, tooLarge } from "./refuse-announced";

/**
 * Reads a request's body piece by piece, at most `limit` bytes of it and for at most `ms`; an error of `take` ends it. Stops at
 * the first byte too many, whether or not the client announced a length. Gives the number of bytes.
 * Errors: payload_too_large, request_timeout, cancelled (the client went away while sending), those of `take`.
 */
export async function readPieces(
  request: Request,
  { limit, ms }: { readonly limit: number; readonly ms: number },
  take: (piece: Uint8Array) => Result<null>,
): Promise<Result<number>> {
  const refused = refuseAnnounced(request, limit);
  if (refused) return refused;
  if (!request.body) return ok(0);

  const reader = request.body.getReader();
  const outcome = await withDeadline(request.signal, ms, (signal) => readAll(reader, limit, signal, take));
  if (outcome.ok || outcome.error.code !== "deadline_exceeded") return outcome;
  leaveReader(reader);
  return fail("request_timeout", `The body did not arrive within ${ms / 1000} seconds.`);
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limit: number,
  signal: AbortSignal,
  take: (piece: Uint8Array) => Result<null>,
): Promise<Result<number>> {
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) break;
      size += value.byteLength;
      const taken = size > limit ? tooLarge(limit) : take(value);
      if (taken.ok) continue;
      leaveReader(reader);
      return taken;
    }
  } catch (cause) {
    return fail("cancelled", "The request ended before its body did.", { cause });
  }
  return ok(size);
}
