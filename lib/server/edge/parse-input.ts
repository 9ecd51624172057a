import type { z } from "zod";
import type { FieldError } from "../../contracts/errors";
import { type AppError, fail, ok, type Result } from "../../core/errors";
import { describeIssues } from "./describe-issues";

/** Checks a function's input against its schema. Errors: validation_failed or invalid_identifier, field by field. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): Result<z.output<S>> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const fields = describeIssues(parsed.error.issues, input);
  return fail(errorCodeOf(fields), summarise(fields), { fields });
}

/** An identifier with odd characters is a wrong request, not a wrong value: it is never looked up. */
const errorCodeOf = (fields: readonly FieldError[]): AppError["code"] =>
  fields.some((field) => field.code === "bad_format") ? "invalid_identifier" : "validation_failed";

function summarise(fields: readonly FieldError[]): string {
  const [first] = fields;
  if (!first) return "The input does not fit the function.";
  const sentence = `${first.field === "" ? "The input" : first.field} ${first.message}.`;
  return fields.length === 1 ? sentence : `${sentence} And ${fields.length - 1} more.`;
}
