import { fail, ok, type Result } from "../../core/errors";
import { withDeadline } from "../../core/with-deadline";
import { leaveBody, leaveReader } from "./leave-body";

/**
 * Reads a request's body, at most `limit` bytes of it and for at most `ms`. Stops at the first byte too many, whether
 * or not the client announced a length, so that memory stays bounded.
 * Errors: payload_too_large, request_timeout, cancelled (the client went away while sending).
 */
export async function readBody(request: Request, limit: number, ms: number): Promise<Result<Uint8Array>> {
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  if (announced > limit) {
    leaveBody(request);
    return tooLarge(limit, announced);
  }
  if (!request.body) return ok(new Uint8Array());

  const reader = request.body.getReader();
  const outcome = await withDeadline(request.signal, ms, () => readAll(reader, limit));
  if (outcome.ok || outcome.error.code !== "deadline_exceeded") return outcome;
  leaveReader(reader);
  return fail("request_timeout", `The body did not arrive within ${ms / 1000} seconds.`);
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, limit: number): Promise<Result<Uint8Array>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > limit) {
        leaveReader(reader);
        return tooLarge(limit);
      }
      chunks.push(value);
    }
  } catch (cause) {
    return fail("cancelled", "The request ended before its body did.", { cause });
  }
  return ok(concatenate(chunks, size));
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

const tooLarge = (limit: number, announced?: number): Result<never> => {
  const bytes = limit.toLocaleString("en");
  const actual = announced === undefined ? {} : { actual: announced };
  return fail(
    "payload_too_large",
    `The body is larger than ${bytes} bytes. Send text as UTF-8: as \\u escapes it takes up to three times the room.`,
    { fields: [{ field: "", code: "too_large", message: `at most ${bytes} bytes`, limit, ...actual }] },
  );
};
