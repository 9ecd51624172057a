import type { FunctionContract } from "../../contracts/define-function";
import { fail, ok, type Result } from "../../core/errors";
import { isJsonContentType, parseJson, parseLargeJson } from "./parse-json";
import { preferredTypes } from "./preferred-types";
import { readBody } from "./read-body";
import { type FieldType, fieldTypes } from "./schema-fields";

/** Set where the socket is seen: the framework mends a broken query before a handler sees it. */
export const BROKEN_QUERY_HEADER = "x-barometer-broken-query";

/** Least time that a body is given to arrive: a slow line is no reason to refuse it. */
const BODY_MS = 10_000;

/** From so many bytes on a body is parsed in steps. */
const LARGE = 2_000_000;

/** Takes a function's raw input out of a request: the JSON body of a POST, the query and path of others; the Accept header may add to either. */
export async function readRequest(
  request: Request,
  contract: FunctionContract,
  pathInput: Readonly<Record<string, string>>,
  came?: (bytes: number) => Result<null>,
): Promise<Result<unknown>> {
  const { search, searchParams } = new URL(request.url);
  if (request.headers.has(BROKEN_QUERY_HEADER) || !isDecodable(search)) {
    return fail("invalid_identifier", "The query is not valid percent-encoding.");
  }
  if (contract.method !== "POST") {
    if (contract.streams === "asked") {
      const odd = oddValue(searchParams);
      if (odd) return odd;
      // It says how to answer, and is no input.
      searchParams.delete("stream");
    }
    return readQuery(searchParams, contract, { ...pathInput, ...wantedMedia(request, searchParams, contract) });
  }
  const odd = oddSwitch(searchParams, contract);
  if (odd) return odd;
  if (!isJsonContentType(request.headers.get("content-type"))) {
    return fail("unsupported_media_type", "Send the body as application/json in UTF-8.");
  }
  const encoding = request.headers.get("content-encoding") ?? "identity";
  if (encoding.toLowerCase() !== "identity") {
    return fail("unsupported_media_type", "Send the body without a Content-Encoding.");
  }
  const bytes = await readBody(request, contract.bodyLimit, Math.max(BODY_MS, contract.deadlineMs), came);
  if (!bytes.ok) return bytes;
  const parsed = await (bytes.value.length > LARGE ? parseLargeJson(bytes.value) : parseJson(bytes.value));
  return parsed.ok ? ok(withMedia(parsed.value, request, contract)) : parsed;
}

/** What the Accept header stands for, where the body says nothing of it. */
function withMedia(body: unknown, request: Request, contract: FunctionContract): unknown {
  const hasMedia = Object.keys(contract.media).length > 0;
  if (!hasMedia || typeof body !== "object" || body === null || Array.isArray(body)) return body;
  return { ...wantedMedia(request, new URLSearchParams(), contract), ...body };
}

/** The query of a POST holds at most `stream`; its input is all in the body. */
function oddSwitch(query: URLSearchParams, contract: FunctionContract): Result<never> | undefined {
  for (const name of query.keys()) {
    if (name !== "stream" || contract.streams !== "asked") {
      const field = name.slice(0, 100);
      const message = "is not a query parameter of this function; its input goes into the body";
      return fail("validation_failed", `${field} ${message}.`, { fields: [{ field, code: "unknown_field", message }] });
    }
  }
  return oddValue(query);
}

function oddValue(query: URLSearchParams): Result<never> | undefined {
  if (query.getAll("stream").every((value) => value === "0" || value === "1")) return undefined;
  const field = { field: "stream", code: "unknown_value", message: "must be 1 or 0", allowed: ["0", "1"] };
  return fail("validation_failed", "stream must be 1 or 0.", { fields: [field] });
}

/** What the best type of an Accept header that the function knows stands for; the query comes before it. */
function wantedMedia(
  request: Request,
  query: URLSearchParams,
  contract: FunctionContract,
): Readonly<Record<string, string>> {
  const known = (type: string): boolean => type === "*/*" || type === "application/json" || type in contract.media;
  const [best = ""] = preferredTypes(request.headers.get("accept") ?? "").filter(known);
  const wanted = contract.media[best] ?? {};
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => !query.has(name)));
}

export function isDecodable(query: string): boolean {
  try {
    decodeURIComponent(query);
    return true;
  } catch {
    return false;
  }
}

function readQuery(
  query: URLSearchParams,
  contract: FunctionContract,
  pathInput: Readonly<Record<string, string>>,
): Result<unknown> {
  const types = fieldTypes(contract.input);
  const input = new Map<string, unknown>(Object.entries(pathInput));
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    const type = types.get(name);
    if (input.has(name) || (values.length > 1 && type !== "array")) {
      return fail("validation_failed", `${name} is given twice.`, {
        fields: [{ field: name, code: "repeated", message: "is given twice", limit: 1, actual: values.length }],
      });
    }
    input.set(name, type === "array" ? values : fromText(values[0] ?? "", type));
  }
  // fromEntries defines own properties, so that even "__proto__" stays a plain unknown field.
  return ok(Object.fromEntries(input));
}

/** A query holds text only; what does not read as its type stays text, and the schema then says so. */
function fromText(text: string, type: FieldType | undefined): unknown {
  if (type === "number" && /^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text);
  if (type === "boolean" && (text === "true" || text === "1")) return true;
  if (type === "boolean" && (text === "false" || text === "0")) return false;
  return text;
}
