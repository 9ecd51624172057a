import type { z } from "zod";
import type { FieldError } from "../../contracts/errors";

/** Most errors that one answer lists; a bulk of wrong items must not become a huge answer. */
const MAX_LISTED = 20;

/** Says in the API's words what a schema found wrong: the field, the bound, and the size of what was sent. */
export function describeIssues(issues: readonly z.core.$ZodIssue[], input: unknown): FieldError[] {
  return issues.flatMap((issue) => describeIssue(issue, input)).slice(0, MAX_LISTED);
}

function describeIssue(issue: z.core.$ZodIssue, input: unknown): FieldError[] {
  const field = joinPath(issue.path);
  const value = valueAt(input, issue.path);
  switch (issue.code) {
    case "invalid_type":
      return value === undefined
        ? [{ field, code: "required", message: `is required, of type ${issue.expected}` }]
        : value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY
          ? [{ field, code: "out_of_range", message: "is beyond any number that is taken" }]
          : [{ field, code: "wrong_type", message: `must be of type ${issue.expected}, not ${typeName(value)}` }];
    case "too_big":
      return [bound(field, value, Number(issue.maximum), "at most", issue.origin)];
    case "too_small":
      return [bound(field, value, Number(issue.minimum), "at least", issue.origin)];
    case "invalid_value": {
      const allowed = issue.values.map(String);
      return [{ field, code: "unknown_value", message: `must be one of ${allowed.join(", ")}`, allowed }];
    }
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        field: joinPath([...issue.path, key]).slice(0, 100),
        code: "unknown_field",
        message: "is not a field of this function",
      }));
    case "invalid_format":
      return [{ field, code: "bad_format", message: issue.message, ...sizeOf(value) }];
    case "custom": {
      const { code, limit }: Record<string, unknown> = issue.params ?? {};
      return [
        {
          field,
          code: typeof code === "string" ? code : "invalid",
          message: issue.message,
          ...(typeof limit === "number" ? { limit } : {}),
          ...sizeOf(value),
        },
      ];
    }
    default:
      return [{ field, code: "invalid", message: issue.message }];
  }
}

function bound(
  field: string,
  value: unknown,
  limit: number,
  words: "at most" | "at least",
  origin: string,
): FieldError {
  const { actual } = sizeOf(value);
  const unit = origin === "string" ? " characters" : origin === "array" ? " items" : "";
  const over = words === "at most";
  const code =
    origin === "string"
      ? over
        ? "too_long"
        : "too_short"
      : origin === "array"
        ? over
          ? "too_many"
          : "too_few"
        : "out_of_range";
  const message = `takes ${words} ${limit.toLocaleString("en")}${unit}${actual === undefined ? "" : `; it has ${actual.toLocaleString("en")}`}`;
  return { field, code, message, limit, ...(actual === undefined ? {} : { actual }) };
}

function sizeOf(value: unknown): { actual?: number } {
  if (typeof value === "string" || Array.isArray(value)) return { actual: value.length };
  return typeof value === "number" && Number.isFinite(value) ? { actual: value } : {};
}

const typeName = (value: unknown): string => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);

function joinPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((joined, part) => {
    if (typeof part === "number") return `${joined}[${part}]`;
    return joined === "" ? String(part) : `${joined}.${String(part)}`;
  }, "");
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, part) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    return Reflect.get(value, part);
  }, input);
}
