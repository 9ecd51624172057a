import { fail, ok, type Result } from "../../core/errors";

/** How much of an oversized body is still read, and how long, while the refusal is on its way. */
const LINGER_BYTES = 512 * 1024;
const LINGER_MS = 1_000;

/**
 * Reads a request's body, at most `limit` bytes of it. Stops at the first byte too many, whether or not the
 * client announced a length, so that memory stays bounded.
 * Errors: payload_too_large, cancelled (the client went away while sending).
 */
export async function readBody(request: Request, limit: number): Promise<Result<Uint8Array>> {
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!request.body) return ok(new Uint8Array());
  const reader = request.body.getReader();
  if (announced > limit) {
    void linger(reader);
    return tooLarge(limit);
  }

  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > limit) {
        void linger(reader);
        return tooLarge(limit);
      }
      chunks.push(value);
    }
  } catch (cause) {
    return fail("cancelled", "The request ended before its body did.", { cause });
  }
  return ok(concatenate(chunks, size));
}

/**
 * Throws a little more of the body away, leaves the rest unread, and breaks it off after a while. Breaking off at once
 * would reset the connection, and the reset would overtake the answer. Nobody waits for this.
 */
async function linger(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const breakOff = setTimeout(() => void reader.cancel().catch(() => {}), LINGER_MS);
  breakOff.unref();
  try {
    for (let read = 0; read < LINGER_BYTES; ) {
      const { done, value } = await reader.read();
      if (done) return clearTimeout(breakOff);
      read += value.byteLength;
    }
  } catch {
    // The client went away first: there is nothing left to break off.
    clearTimeout(breakOff);
  }
}

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

const tooLarge = (limit: number): Result<never> =>
  fail(
    "payload_too_large",
    `The body is larger than ${limit.toLocaleString("en")} bytes. Send non-ASCII text as UTF-8 rather than as \\u escapes; they take up to twice the room.`,
    { fields: [{ field: "", code: "too_large", message: `at most ${limit.toLocaleString("en")} bytes`, limit }] },
  );
