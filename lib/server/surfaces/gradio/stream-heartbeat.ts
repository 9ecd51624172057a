import type { Container } from "../../container-shape";
import { openStream } from "./open-stream";

/** `GET heartbeat/{session_hash}`: says now and then that the server is there. A client that does not find it asks many times a second. */
export function streamHeartbeat(request: Request, deps: Container): Response {
  const { hearts } = deps.gradio;
  return openStream(request, deps, (reader) => {
    reader.write("data: ALIVE\n\n");
    hearts.add(reader);
    return () => hearts.delete(reader);
  });
}
