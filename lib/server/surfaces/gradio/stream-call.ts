import type { Container } from "../../container-shape";
import { takeTurn } from "../../take-turn";
import { openStream } from "./open-stream";
import { refuse } from "./refuse";
import type { Seen } from "./seen";

const UNKNOWN = "No call with this id is known here: it was fetched long ago, never made, or made at another server.";

/** `GET call/{api_name}/{event_id}`, and the same below v2: what a call tells, as events with names, each with all that is known by then. */
export async function streamCall(request: Request, deps: Container, rest: string, seen: Seen): Promise<Response> {
  // An answer is sent anew to whoever asks again.
  const { rate, refusal } = await takeTurn(request.headers, "read", deps);
  seen.rate = { policy: "read", decision: rate };
  if (refusal) return refuse(refusal);
  const call = deps.gradio.shelf.find(rest.split("/").at(-1) ?? "");
  if (call === undefined) return refuse({ code: "not_found", detail: UNKNOWN });
  return openStream(request, deps, (reader) => {
    call.attach(reader);
    return () => call.detach(reader);
  });
}
