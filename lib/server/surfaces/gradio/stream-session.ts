import { unexpected } from "../../../core/gradio/create-session";
import { toJsonLine } from "../../../core/json-line";
import type { Container } from "../../container-shape";
import { streamHeaders } from "../../edge/stream-headers";
import { openStream } from "./open-stream";

const UNKNOWN = [
  unexpected("This session is not known here; call again.", true),
  // Without it a client takes the stream for open, and waits for ever at its next call.
  { msg: "close_stream", event_id: null },
]
  .map((message) => `data: ${toJsonLine(message)}\n\n`)
  .join("");

/** `GET queue/data`: the messages of a session in bare data lines (Gradio's Python client stops at all else), until there are no more. */
export function streamSession(request: Request, deps: Container): Response {
  const hash = new URL(request.url).searchParams.get("session_hash") ?? "";
  const session = deps.gradio.sessions.find(hash);
  if (session === undefined) return new Response(UNKNOWN, { headers: streamHeaders });
  return openStream(request, deps, (reader) => {
    session.attach(reader);
    return () => session.detach(reader);
  });
}
