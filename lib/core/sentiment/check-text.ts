import { fail, ok, type Result } from "../errors";

/** Checks one text of many, in the words that a single text's check uses. Errors: validation_failed. */
export function checkText(text: unknown, maxLength: number): Result<string> {
  if (typeof text !== "string") {
    const type = text === null ? "null" : Array.isArray(text) ? "array" : typeof text;
    return fail("validation_failed", `The text must be of type string, not ${type}.`);
  }
  if (!/\S/u.test(text)) return fail("validation_failed", "The text must not be blank.");
  if (text.length > maxLength) {
    const [limit, actual] = [maxLength, text.length].map((size) => size.toLocaleString("en"));
    return fail("validation_failed", `The text takes at most ${limit} characters; it has ${actual}.`);
  }
  return ok(text);
}
