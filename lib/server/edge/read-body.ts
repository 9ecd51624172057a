import { fail, ok, type Result } from "../../core/errors";
import { readPieces } from "./read-pieces";
import { refuseAnnounced } from "./refuse-announced";

/**
 * Reads a request's body, at most `limit` bytes of it and for at most `ms`. Stops at the first byte too many, whether
 * or not the client announced a length, so that memory stays bounded.
 * `came` is told how much has come, and may end it.
 * Errors: payload_too_large, request_timeout, cancelled (the client went away while sending), those of `came`.
 */
export async function readBody(
  request: Request,
  limit: number,
  ms: number,
  came: (bytes: number) => Result<null> = () => ok(null),
): Promise<Result<Uint8Array>> {
  // Here and not below: no more of it is pulled while the refusal makes its way.
  const refused = refuseAnnounced(request, limit);
  if (refused) return withHint(refused);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const read = await readPieces(request, { limit, ms }, (chunk) => {
    chunks.push(chunk);
    size += chunk.byteLength;
    return came(size);
  });
  return read.ok ? ok(concatenate(chunks, read.value)) : withHint(read);
}

function withHint(read: Extract<Result<never>, { ok: false }>): Result<never> {
  const { code, detail, ...more } = read.error;
  return code === "payload_too_large" ? fail(code, `${detail} ${HINT}`, more) : read;
}

const HINT = "Send text as UTF-8: as \\u escapes it takes up to three times the room.";

function concatenate(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
