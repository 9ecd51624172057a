import { fail, ok, type Result } from "../../../core/errors";
import { isJsonContentType, parseJson, parseLargeJson } from "../../edge/parse-json";
import { readBody } from "../../edge/read-body";
import type { Came } from "../../with-large-body";

const BODY_MS = 10_000;
/** From so many bytes on a body is parsed in steps. */
const LARGE_BYTES = 256 * 1024;

export interface JsonBody {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly bytes: number;
}

/**
 * The JSON object in a request's body, of so many bytes at most. Errors: unsupported_media_type, which a page of another origin gets
 * that did not ask for leave; those of reading and parsing; validation_failed where it is no object.
 */
export async function readJson(request: Request, mostBytes: number, came?: Came): Promise<Result<JsonBody>> {
  if (!isJsonContentType(request.headers.get("content-type")))
    return fail("unsupported_media_type", "Send the body as application/json in UTF-8.");
  const body = await readBody(request, mostBytes, BODY_MS, came);
  if (!body.ok) return body;
  const parsed = await (body.value.length > LARGE_BYTES ? parseLargeJson(body.value) : parseJson(body.value));
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return fail("validation_failed", "The body must be a JSON object.");
  return ok({ fields: { ...value }, bytes: body.value.byteLength });
}
