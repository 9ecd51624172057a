import { toInput } from "../../../core/gradio/to-input";
import type { Container } from "../../container-shape";
import { endpointNamed } from "./endpoint-named";
import { readCall } from "./read-call";
import { refuse } from "./refuse";
import type { Seen } from "./seen";
import { sendJson } from "./send-json";

/** `POST run/{api_name}`: the answer itself, without the queue. */
export async function runNow(request: Request, deps: Container, apiName: string, seen: Seen): Promise<Response> {
  const taken = await readCall(request, deps, seen, {
    endpoint: endpointNamed(deps.gradio.endpoints, apiName),
    input: ({ data }, endpoint) => toInput(endpoint, data),
  });
  if (!taken.ok) return refuse(taken.error);
  const { endpoint, run, client } = taken.value;
  const { contract, kind } = endpoint;
  if (contract.streams === "always" || (endpoint.generates && contract.lasting)) {
    const detail = `${apiName} goes on for long; call it by queue/join or call/${apiName}.`;
    return refuse({ code: "validation_failed", detail });
  }
  const started = deps.clock.now();
  const outcome = await run({ requestId: seen.id, client, signal: request.signal });
  const duration = (deps.clock.now() - started) / 1_000;
  if (!outcome.ok) return refuse(outcome.error);
  return sendJson({
    data: [outcome.value],
    is_generating: false,
    duration,
    average_duration: deps.gradio.queue.averageS(kind) ?? duration,
  });
}
