import { ok } from "../../../core/errors";
import { toInput } from "../../../core/gradio/to-input";
import { toNamedInput } from "../../../core/gradio/to-named-input";
import type { Container } from "../../container-shape";
import { endpointNamed } from "./endpoint-named";
import { readCall } from "./read-call";
import { refuse } from "./refuse";
import { refuseFull } from "./refuse-full";
import { newEventId, runEvent } from "./run-event";
import type { Seen } from "./seen";
import { sendJson } from "./send-json";

/** `POST call/{api_name}` with a list of values, `POST call/v2/{api_name}` with values by their names: takes a call on, to be read at its own address. */
export async function startCall(request: Request, deps: Container, rest: string, seen: Seen): Promise<Response> {
  const { gradio } = deps;
  const byName = rest.startsWith("v2/");
  const apiName = byName ? rest.slice("v2/".length) : rest;
  const taken = await readCall(request, deps, seen, {
    endpoint: endpointNamed(gradio.endpoints, apiName),
    input: (body, endpoint) => (byName ? ok(toNamedInput(endpoint, body)) : toInput(endpoint, body.data)),
  });
  if (!taken.ok) return refuse(taken.error);
  const eventId = newEventId();
  const { teller } = gradio.shelf.put(eventId, () => gradio.events.get(eventId)?.breakOff());
  const route = byName ? "/gradio_api/call/v2/{api_name}" : "/gradio_api/call/{api_name}";
  const joined = runEvent({ taken: taken.value, eventId, session: null, teller, route, seen, deps });
  if (!joined.full) return sendJson({ event_id: eventId });
  gradio.shelf.take(eventId);
  return refuseFull(joined);
}
