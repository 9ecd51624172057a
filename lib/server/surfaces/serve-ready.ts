import { getContainer } from "../container";
import { plainResponse } from "../edge/plain-response";

/** Whether texts can be sent here: 200, or 503 with the reason. Models may still be loading; the lexical reader answers. */
export async function serveReady(request: Request): Promise<Response> {
  const { readiness } = await getContainer();
  const reason = readiness.refusal();
  return reason === null ? plainResponse(request, 200, "ready") : plainResponse(request, 503, `not ready: ${reason}`);
}
