import type { Container } from "../../container-shape";
import { fileResponse } from "../../edge/file-response";
import { corsHeaders } from "../../edge/respond";
import { describeError } from "../../logger";
import { takeTurn } from "../../take-turn";
import { refuse } from "./refuse";
import type { Seen } from "./seen";

/**
 * `GET file={path}`: a file that a client has sent, as a download and nothing else. The path is looked up among those that were
 * given out; it is never joined to a folder nor taken for an address.
 */
export async function serveFile(request: Request, deps: Container, encoded: string, seen: Seen): Promise<Response> {
  const { client, rate, refusal } = await takeTurn(request.headers, "read", deps);
  seen.rate = { policy: "read", decision: rate };
  if (refusal) return refuse(refusal);
  const file = deps.gradio.uploads.find(decode(encoded));
  if (file === undefined)
    return refuse({
      code: "not_found",
      detail: "No such file. Only files that were uploaded here are served, for an hour.",
    });
  const { name, size } = file;
  const about = { "content-length": String(size), "x-content-type-options": "nosniff" };
  if (request.method === "HEAD")
    return new Response(null, {
      headers: {
        ...corsHeaders,
        ...about,
        "content-type": TYPE,
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "no-store",
      },
    });
  // Who does not read holds a socket and a file.
  const leave = deps.gradio.streams.enter(client);
  if (leave === "own")
    return refuse({ code: "rate_limited", detail: "Too many of your streams are open already.", retryAfterS: 30 });
  if (leave === "all") return refuse({ code: "unavailable", detail: "Too many streams are open.", retryAfterS: 30 });
  const response = fileResponse({ kind: "file", type: TYPE, name, parts: untilEnd(file.parts(), leave) }, (cause) =>
    deps.logger.error("file_broke_off", { request_id: seen.id, ...describeError(cause) }),
  );
  for (const [header, value] of Object.entries(about)) response.headers.set(header, value);
  return response;
}

const TYPE = "application/octet-stream";

/** The same parts; `ended` is told when they are through, left or broken. */
function untilEnd(parts: AsyncIterable<Uint8Array>, ended: () => void): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const inner = parts[Symbol.asyncIterator]();
      return {
        async next() {
          try {
            const part = await inner.next();
            if (part.done) ended();
            return part;
          } catch (cause) {
            ended();
            throw cause;
          }
        },
        async return() {
          ended();
          return (await inner.return?.()) ?? { done: true, value: undefined };
        },
      };
    },
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
