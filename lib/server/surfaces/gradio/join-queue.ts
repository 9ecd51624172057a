import { fail, ok } from "../../../core/errors";
import { tellSession } from "../../../core/gradio/tell-session";
import { toInput } from "../../../core/gradio/to-input";
import type { Container } from "../../container-shape";
import { findEndpoint } from "./find-endpoint";
import { readCall } from "./read-call";
import { refuse } from "./refuse";
import { refuseFull } from "./refuse-full";
import { newEventId, runEvent } from "./run-event";
import type { Seen } from "./seen";
import { sendJson } from "./send-json";

const HASH = /^[\w-]{1,64}$/;

/** `POST queue/join`: takes a call on, whose messages come by the session's stream. */
export async function joinQueue(request: Request, deps: Container, _rest: string, seen: Seen): Promise<Response> {
  const { gradio } = deps;
  let hash = "";
  const taken = await readCall(request, deps, seen, {
    find: ({ fn_index: index, data, session_hash: given }) => {
      const endpoint = findEndpoint(gradio.endpoints, index);
      if (endpoint === undefined) return fail("not_found", "No function has this fn_index.");
      if (typeof given !== "string" || !HASH.test(given))
        return fail("invalid_identifier", "session_hash must be 1 to 64 letters, digits, - or _.");
      hash = given;
      return ok({ endpoint, input: toInput(endpoint, data) });
    },
  });
  if (!taken.ok) return refuse(taken.error);
  const { endpoint, client } = taken.value;
  const eventId = newEventId();
  // Not yet: a refused call must leave no session, which would push out somebody else's.
  const teller = tellSession(
    () => gradio.sessions.open(hash, client),
    eventId,
    () => gradio.queue.averageS(endpoint.kind),
  );
  const joined = runEvent({
    taken: taken.value,
    eventId,
    session: hash,
    teller,
    route: "/gradio_api/queue/join",
    seen,
    deps,
  });
  if (joined.full) return refuseFull(joined);
  const session = teller.session();
  // One that was full ends by its first word, as does the call with it: a new one under the same hash would never hear of it.
  session.began(eventId, () => gradio.events.get(eventId)?.breakOff());
  if (session.isOver())
    return refuse({
      code: "unavailable",
      detail:
        "More of this session waits to be read than is kept, so it has ended. Read what you ask for, or call again.",
      retryAfterS: 1,
    });
  const settled = session.settled();
  if (settled) await settled;
  return sendJson({ event_id: eventId });
}
