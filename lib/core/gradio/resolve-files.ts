import { readTexts } from "../csv/read-texts";
import { fail, ok, type Result } from "../errors";
import type { Endpoint } from "./endpoint";

/** The bytes of an uploaded file, and the name that it has here; undefined where it is not, or no more. */
export type OpenUpload = (
  path: string,
) => Promise<Result<{ readonly bytes: Uint8Array; readonly name: string } | undefined>>;

export interface Filled {
  readonly input: Readonly<Record<string, unknown>>;
  /** Of all texts that came from files. */
  readonly characters: number;
}

/** Where a list has no bound of its own. */
const MOST_ROWS = 100_000;

/**
 * Puts the rows of uploaded files in the place of the files, in those fields that take one. A file is named by the path that
 * the upload gave; an address that stands beside it is never asked. All texts together are no larger than a request's body may be.
 * Errors: validation_failed, with the field; those of `open`.
 */
export async function resolveFiles(
  { contract, fields }: Endpoint,
  input: Readonly<Record<string, unknown>>,
  open: OpenUpload,
): Promise<Result<Filled>> {
  let filled: Filled = { input, characters: 0 };
  for (const { name, schema } of fields) {
    const given = contract.fileFields.includes(name) ? fileOf(input[name]) : null;
    if (given === null) continue;
    const file = await open(given.path);
    if (!file.ok) return file;
    if (file.value === undefined) return wrong(name, "unknown_file", missing(given.path));
    const texts = await readTexts(file.value.bytes, given.name ?? file.value.name, schema.maxItems ?? MOST_ROWS);
    if (!texts.ok) return wrong(name, texts.error.code, texts.error.message, texts.error.limit);
    const characters = texts.texts.reduce((sum, { length }) => sum + length, 0);
    const limit = contract.bodyLimit;
    if (characters > limit)
      return wrong(name, "too_large", `has more than ${limit.toLocaleString("en")} characters in all its texts`, limit);
    filled = { input: { ...filled.input, [name]: texts.texts }, characters: filled.characters + characters };
  }
  return ok(filled);
}

/** As Gradio's clients write a file: `{"path", "orig_name", "meta": {"_type": "gradio.FileData"}}`. */
function fileOf(value: unknown): { readonly path: string; readonly name: string | null } | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { path, orig_name: name, meta }: Readonly<Record<string, unknown>> = { ...value };
  if (typeof meta !== "object" || meta === null || !("_type" in meta) || meta._type !== "gradio.FileData") return null;
  const last = typeof name === "string" ? name.slice(-1_000).split(/[/\\]/u).at(-1) : undefined;
  return { path: typeof path === "string" ? path : "", name: last || null };
}

const missing = (path: string): string =>
  /^[a-z]+:/i.test(path)
    ? "is an address: it is not fetched. Upload the file first"
    : "is a file that is not here, or no more: upload it again, it is kept for an hour";

const wrong = (field: string, code: string, message: string, limit?: number): Result<never> =>
  fail("validation_failed", `${field} ${message}.`, {
    fields: [{ field, code, message, ...(limit === undefined ? {} : { limit }) }],
  });
