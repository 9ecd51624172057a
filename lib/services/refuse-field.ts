import { fail, type Result } from "../core/errors";

const MOST_NAMED = 50;

/** What is wrong with one field of the input, and what would be right. */
export function refuseField(field: string, message: string, allowed?: readonly string[]): Result<never> {
  const code = allowed ? "unknown_value" : "out_of_range";
  return fail("validation_failed", `${field} ${message}.`, {
    fields: [{ field, code, message, ...(allowed ? { allowed: allowed.slice(0, MOST_NAMED) } : {}) }],
  });
}
