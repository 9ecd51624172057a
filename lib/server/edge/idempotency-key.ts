import { fail, ok, type Result } from "../../core/errors";

const KEY = /^[\x21-\x7e]{1,200}$/;

/** The key of a request that may be sent again; undefined without the header. Errors: invalid_identifier. */
export function idempotencyKey(headers: Headers): Result<string | undefined> {
  const key = headers.get("idempotency-key") ?? undefined;
  if (key === undefined || KEY.test(key)) return ok(key);
  return fail("invalid_identifier", "Idempotency-Key must be 1 to 200 visible ASCII characters without blanks.");
}
