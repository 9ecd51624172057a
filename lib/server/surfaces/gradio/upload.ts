import { fail, ok, type Result } from "../../../core/errors";
import { uploadLimits } from "../../../core/gradio/uploads";
import type { Container } from "../../container-shape";
import { createFormReader, type FormFile } from "../../edge/create-form-reader";
import { readPieces } from "../../edge/read-pieces";
import { refuseAnnounced } from "../../edge/refuse-announced";
import { takeTurn } from "../../take-turn";
import { type Came, withLargeBody } from "../../with-large-body";
import { refuse } from "./refuse";
import type { Seen } from "./seen";
import { sendJson } from "./send-json";

const { mostFiles, mostFileBytes } = uploadLimits;
/** Heads of the parts, and fields beside the files. */
const MOST_BYTES = mostFiles * mostFileBytes + 256 * 1024;
const BODY_MS = 30_000;
const ID = /^[\w-]{1,64}$/;

/** `POST upload?upload_id=`: takes files of a form and gives the paths by which calls may name them. */
export async function upload(request: Request, deps: Container, _rest: string, seen: Seen): Promise<Response> {
  const kept = await keep(request, deps, seen);
  return kept.ok ? sendJson(kept.value) : refuse(kept.error);
}

async function keep(request: Request, deps: Container, seen: Seen): Promise<Result<readonly string[]>> {
  const { client, rate, refusal } = await takeTurn(request.headers, "sentiment", deps);
  seen.rate = { policy: "sentiment", decision: rate };
  if (refusal) return { ok: false, error: refusal };
  const id = new URL(request.url).searchParams.get("upload_id");
  if (id !== null && !ID.test(id))
    return fail("invalid_identifier", "upload_id must be 1 to 64 letters, digits, - or _.");
  const { uploads, uploadProgress } = deps.gradio;
  // Before many megabytes are read in vain.
  const room = uploads.room(client);
  if (!room.ok) return room;

  // Here and not below: no more of it is pulled while the refusal makes its way.
  const refused = refuseAnnounced(request, MOST_BYTES);
  if (refused) return refused;
  const progress = uploadProgress.begin(id);
  try {
    return await withLargeBody(request.headers, deps, async (came) => {
      const files = await readForm(request, progress.took, came);
      return files.ok ? uploads.add(client, files.value) : files;
    });
  } finally {
    progress.done();
  }
}

async function readForm(
  request: Request,
  took: (name: string, bytes: number) => void,
  came: Came,
): Promise<Result<readonly FormFile[]>> {
  const form = createFormReader(request.headers.get("content-type") ?? "", { mostFiles, mostFileBytes }, took);
  if (!form.ok) return form;
  let size = 0;
  const read = await readPieces(request, { limit: MOST_BYTES, ms: BODY_MS }, (piece) => {
    size += piece.byteLength;
    const room = came(size);
    return room.ok ? form.value.push(piece) : room;
  });
  if (!read.ok) return read;
  const parts = form.value.end();
  if (!parts.ok) return parts;
  const files = parts.value.filter(({ field }) => field === "files");
  if (files.length > 0) return ok(files);
  return fail("invalid_form", "The form has no file in its field `files`.");
}
