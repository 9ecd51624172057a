import type { AnyFunction } from "../../../contracts/functions";
import { ok, type Result } from "../../../core/errors";
import type { Endpoint } from "../../../core/gradio/endpoint";
import { type Filled, type OpenUpload, resolveFiles } from "../../../core/gradio/resolve-files";
import type { Container } from "../../container-shape";
import type { Came } from "../../with-large-body";

/** The input with the rows of uploaded files in their places. Errors: the input's own; validation_failed; unavailable. */
export async function withFiles(
  endpoint: Endpoint<AnyFunction>,
  input: Result<Readonly<Record<string, unknown>>>,
  { gradio, logger }: Pick<Container, "gradio" | "logger">,
  came: Came,
): Promise<Result<Filled>> {
  if (!input.ok) return input;
  const open: OpenUpload = async (path) => {
    const file = gradio.uploads.find(path);
    if (file === undefined) return ok(undefined);
    const room = came(file.size);
    if (!room.ok) return room;
    try {
      const parts: Uint8Array[] = [];
      for await (const part of file.parts()) parts.push(part);
      return ok({ bytes: Buffer.concat(parts), name: file.name });
    } catch (cause) {
      // Somebody has emptied the folder, or the disk fails.
      logger.warn("upload_not_read", { code: cause instanceof Error && "code" in cause ? cause.code : "unknown" });
      return ok(undefined);
    }
  };
  return resolveFiles(endpoint, input.value, open);
}
