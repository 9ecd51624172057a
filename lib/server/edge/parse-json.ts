import { setImmediate } from "node:timers/promises";
import { fail, ok, type Result } from "../../core/errors";
import { checkJsonShape } from "./check-json-shape";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Parses a JSON body strictly: UTF-8 without a byte order mark, no deep nesting, no key twice, no key that
 * reaches into a prototype. Errors: invalid_json, with what was wrong and where.
 */
export function parseJson(bytes: Uint8Array): Result<unknown> {
  const text = decode(bytes);
  if (!text.ok) return text;
  const shape = checkJsonShape(text.value);
  return shape.ok ? parse(text.value) : shape;
}

/** The same for a body of many megabytes: between the steps others have their turn. A step takes some tens of
 * milliseconds; of 32 MB that are nothing but small values the longest takes half a second. */
export async function parseLargeJson(bytes: Uint8Array): Promise<Result<unknown>> {
  const text = decode(bytes);
  if (!text.ok) return text;
  await setImmediate();
  const shape = checkJsonShape(text.value);
  if (!shape.ok) return shape;
  await setImmediate();
  const value = parse(text.value);
  await setImmediate();
  return value;
}

function decode(bytes: Uint8Array): Result<string> {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return fail("invalid_json", "The body is not valid UTF-8.");
  }
  if (text.trim() === "") return fail("invalid_json", "The body is empty; a JSON object was expected.");
  if (text.startsWith("\uFEFF"))
    return fail("invalid_json", "The body starts with a byte order mark; send plain UTF-8.");
  return ok(text);
}

function parse(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return fail("invalid_json", "The body is not valid JSON.");
  }
}

/** Whether a Content-Type means JSON in UTF-8. */
export function isJsonContentType(header: string | null): boolean {
  const [type = "", ...parameters] = (header ?? "")
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  if (type !== "application/json" && !/^application\/[a-z0-9.-]+\+json$/.test(type)) return false;
  const charset = parameters.find((parameter) => parameter.startsWith("charset="));
  return charset === undefined || /^charset="?utf-?8"?$/.test(charset);
}
