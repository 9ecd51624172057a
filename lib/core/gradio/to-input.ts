import { fail, ok, type Result } from "../errors";
import type { Endpoint } from "./endpoint";

/**
 * Values by their place, as Gradio's clients send them, to the function's input. A client sends null for what has no
 * default and was not given: it counts as left out. Errors: validation_failed (no list, or more values than parameters).
 */
export function toInput({ fields }: Pick<Endpoint, "fields">, given: unknown): Result<Record<string, unknown>> {
  const data: unknown = given ?? [];
  if (!Array.isArray(data)) {
    const message = "must be a list of values";
    return fail("validation_failed", `data ${message}.`, { fields: [{ field: "data", code: "wrong_type", message }] });
  }
  if (data.length > fields.length) {
    const message = `has ${data.length} values; the function takes ${fields.length} at most`;
    return fail("validation_failed", `data ${message}.`, {
      fields: [{ field: "data", code: "too_many", message, limit: fields.length, actual: data.length }],
    });
  }
  // fromEntries defines own properties, so that even "__proto__" would stay a plain field.
  return ok(
    Object.fromEntries(
      fields.flatMap(({ name, required }, at) => {
        const value = data[at];
        return value === undefined || (value === null && !required) ? [] : [[name, value]];
      }),
    ),
  );
}
