import type { Container } from "../../container-shape";
import { takeTurn } from "../../take-turn";
import { findEndpoint } from "./find-endpoint";
import { readJson } from "./read-json";
import { refuse } from "./refuse";
import type { Seen } from "./seen";
import { sendJson } from "./send-json";

/** An id, a name and a number. */
const MOST_BYTES = 4 * 1024;

/**
 * `POST cancel` and `POST reset`: ends a call by its event, which waits or runs; without one, what the session called of the function.
 * What has ended, or was never there, needs no cancelling: the answer is the same.
 */
export async function cancelEvent(request: Request, deps: Container, _rest: string, seen: Seen): Promise<Response> {
  const { rate, refusal } = await takeTurn(request.headers, "read", deps);
  seen.rate = { policy: "read", decision: rate };
  if (refusal) return refuse(refusal);
  const body = await readJson(request, MOST_BYTES);
  if (!body.ok) return refuse(body.error);
  const { event_id: eventId = null, session_hash: hash, fn_index: index } = body.value.fields;
  if (eventId !== null && typeof eventId !== "string")
    return refuse({ code: "validation_failed", detail: "event_id must be text, or null." });
  const { events, endpoints, sessions } = deps.gradio;
  if (eventId !== null) {
    const event = events.get(eventId);
    // Whoever knows an event's id may cancel it, unless they name another's session.
    if (event && (typeof hash !== "string" || event.session === null || event.session === hash)) event.cancel();
  } else if (typeof hash === "string") {
    const endpoint = findEndpoint(endpoints, index);
    for (const id of sessions.find(hash)?.pending() ?? []) {
      const event = events.get(id);
      if (event && endpoint === endpoints[event.fnIndex]) event.cancel();
    }
  }
  return sendJson({ success: true });
}
