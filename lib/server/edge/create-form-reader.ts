import { fail, ok, type Result } from "../../core/errors";

/** A file of a form, in pieces that follow one another. */
export interface FormFile {
  readonly field: string;
  /** As the client wrote it: any characters at all. */
  readonly name: string;
  readonly size: number;
  readonly pieces: readonly Uint8Array[];
}

export interface FormReader {
  /** Errors: invalid_form (it is no form, or broken), payload_too_large (a file), validation_failed (too many files). */
  push(piece: Uint8Array): Result<null>;
  /** Its files, after the last piece. Error: invalid_form (it ended too soon). */
  end(): Result<readonly FormFile[]>;
}

export interface FormLimits {
  readonly mostFiles: number;
  readonly mostFileBytes: number;
}

/** Fields beside the files; they are read over. */
const MOST_OTHERS = 16;
const MOST_HEAD_BYTES = 8_192;
/** A client may send byte by byte: each would keep a buffer of its own. */
const BLOCK_BYTES = 256 * 1024;

interface Part {
  readonly field: string;
  readonly name: string;
  size: number;
  readonly pieces: Buffer[];
  /** The last piece with the room that it has left. */
  block: Buffer;
}

/**
 * Reads multipart/form-data (RFC 7578) as it comes, holding no more than its files. The platform's own `formData()` wants the
 * whole body at once, and takes 0.6 s of the event loop for 10 MB of tiny parts. `took` hears of each piece of a file.
 * Errors: unsupported_media_type (not multipart, or without a boundary).
 */
export function createFormReader(
  contentType: string,
  { mostFiles, mostFileBytes }: FormLimits,
  took: (name: string, bytes: number) => void,
): Result<FormReader> {
  const boundary = boundaryOf(contentType);
  if (boundary === null)
    return fail("unsupported_media_type", "Send files as multipart/form-data, in the field `files`.");
  const delimiter = Buffer.from(`\r\n--${boundary}`, "latin1");
  const files: Part[] = [];
  let state: "before" | "head" | "inside" | "after" = "before";
  let part: Part | null = null;
  let others = 0;
  // The first delimiter has no line before it.
  let rest: Buffer = Buffer.from("\r\n");

  const store = (bytes: Buffer): Result<null> => {
    if (part === null || bytes.length === 0) return ok(null);
    part.size += bytes.length;
    if (part.size > mostFileBytes) return tooLarge(part.name, mostFileBytes);
    took(part.name, bytes.length);
    for (let at = 0; at < bytes.length; ) {
      if (part.block.length === 0) part.block = Buffer.allocUnsafe(BLOCK_BYTES);
      const copied = bytes.copy(part.block, 0, at);
      part.pieces.push(part.block.subarray(0, copied));
      part.block = part.block.subarray(copied);
      at += copied;
    }
    return ok(null);
  };

  const begin = (head: string): Result<null> => {
    // Not `.` and `$`: a name may hold U+2028, which ends a line for them and for no client.
    const disposition = /(?:^|\r\n)content-disposition:[ \t]*form-data([^\r\n]*)/i.exec(head)?.[1];
    if (disposition === undefined) return broken("one of its parts has no name");
    const { name: field, filename: name } = parametersOf(disposition);
    part = null;
    if (name === undefined) {
      others += 1;
      return others > MOST_OTHERS ? broken("it has too many fields") : ok(null);
    }
    if (files.length === mostFiles) return tooMany(mostFiles);
    part = { field: field ?? "", name, size: 0, pieces: [], block: Buffer.alloc(0) };
    files.push(part);
    return ok(null);
  };

  /** Takes one step; false where it needs more bytes first. */
  const step = (): Result<boolean> => {
    if (state === "after") {
      rest = Buffer.alloc(0);
      return ok(false);
    }
    if (state === "head") {
      if (rest.length < 2) return ok(false);
      const next = rest.toString("latin1", 0, 2);
      if (next === "--") {
        state = "after";
        return ok(true);
      }
      if (next !== "\r\n") return broken("a boundary is followed by something else than a line's end");
      const end = rest.indexOf("\r\n\r\n");
      if (end > MOST_HEAD_BYTES || (end < 0 && rest.length > MOST_HEAD_BYTES))
        return broken("a part's head is too long");
      if (end < 0) return ok(false);
      const begun = begin(rest.toString("utf8", 2, Math.max(2, end)));
      rest = rest.subarray(end + 4);
      state = "inside";
      return begun.ok ? ok(true) : begun;
    }
    const end = rest.indexOf(delimiter);
    const safe = end < 0 ? Math.max(0, rest.length - delimiter.length + 1) : end;
    const stored = state === "inside" ? store(rest.subarray(0, safe)) : ok(null);
    if (!stored.ok) return stored;
    if (end < 0) {
      rest = rest.subarray(safe);
      return ok(false);
    }
    rest = rest.subarray(end + delimiter.length);
    state = "head";
    return ok(true);
  };

  return ok({
    push(piece) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      for (;;) {
        const went = step();
        if (!went.ok) return went;
        if (!went.value) return ok(null);
      }
    },
    end: () => (state === "after" ? ok(files) : broken("it ends too soon")),
  });
}

function boundaryOf(contentType: string): string | null {
  const [, quoted, bare] =
    /^multipart\/form-data\b.*?;[ \t]*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare ?? "";
  return /^[\x20-\x7e]+$/.test(boundary) ? boundary : null;
}

/** `; name="files"; filename="a.csv"`: also as RFC 5987 writes names. */
function parametersOf(disposition: string): Readonly<Record<string, string | undefined>> {
  const found = new Map<string, string>();
  for (const [, key = "", quoted, bare = ""] of disposition.matchAll(
    /;[ \t]*([\w*]+)=(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/gs,
  ))
    found.set(key.toLowerCase(), quoted?.replaceAll(/\\(["\\])/g, "$1") ?? bare);
  const encoded = /^utf-8'[^']*'(.*)$/is.exec(found.get("filename*") ?? "")?.[1];
  return { name: found.get("name"), filename: (encoded && decode(encoded)) ?? found.get("filename") };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const broken = (why: string): Result<never> => fail("invalid_form", `The form cannot be read: ${why}.`);

const tooMany = (limit: number): Result<never> =>
  fail("validation_failed", `files has more than ${limit} files; send them in several requests.`, {
    fields: [{ field: "files", code: "too_many", message: `has more than ${limit} files`, limit }],
  });

const tooLarge = (name: string, limit: number): Result<never> => {
  const message = `at most ${limit.toLocaleString("en")} bytes a file`;
  return fail("payload_too_large", `${JSON.stringify(name.slice(0, 80))} is too large: ${message}.`, {
    fields: [{ field: "files", code: "too_large", message, limit }],
  });
};
