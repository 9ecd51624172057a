import type { FileAnswer } from "../../core/file-answer";
import { corsHeaders } from "./respond";

/** A client that reads slower than this holds a file no longer. */
const LONGEST_MS = 10 * 60_000;

const encoder = new TextEncoder();

/**
 * Sends a file as it is made, no faster than the client reads. What breaks in the middle breaks the connection off, so that a part
 * is never taken for the whole; `broke` is told why.
 */
export function fileResponse(file: FileAnswer, broke: (cause: unknown) => void): Response {
  const parts = file.parts[Symbol.asyncIterator]();
  const end = performance.now() + LONGEST_MS;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          if (performance.now() > end) throw new Error("the client took too long to read the file");
          const { done, value } = await parts.next();
          if (done) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (cause) {
          broke(cause);
          controller.error(cause);
          await parts.return?.();
        }
      },
      async cancel() {
        await parts.return?.();
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      ...corsHeaders,
      "content-type": file.type,
      "content-disposition": `attachment; filename="${file.name}"`,
      "cache-control": "no-store",
    },
  });
}
