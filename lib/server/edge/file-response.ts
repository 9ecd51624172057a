import type { StreamedFile } from "../../core/file-answer";
import { corsHeaders } from "./respond";

/** A client that reads slower than this holds a file no longer. */
const LONGEST_MS = 10 * 60_000;

const encoder = new TextEncoder();

/**
 * Sends a file as it is made, no faster than the client reads. What breaks in the middle breaks the connection off, so that a part
 * is never taken for the whole; `broke` is told why.
 */
export function fileResponse(
  file: StreamedFile<string | Uint8Array>,
  broke: (cause: unknown) => void,
  longestMs: number = LONGEST_MS,
): Response {
  const parts = file.parts[Symbol.asyncIterator]();
  let timer: NodeJS.Timeout | undefined;
  const stop = async (): Promise<void> => {
    clearTimeout(timer);
    await parts.return?.();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        // Nobody pulls for a client that has stopped to read.
        timer = setTimeout(() => {
          const cause = new Error("the client took too long to read the file");
          broke(cause);
          controller.error(cause);
          void stop();
        }, longestMs);
        timer.unref();
      },
      async pull(controller) {
        try {
          const { done, value } = await parts.next();
          if (done) {
            clearTimeout(timer);
            controller.close();
          } else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
        } catch (cause) {
          broke(cause);
          controller.error(cause);
          await stop();
        }
      },
      cancel: stop,
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
