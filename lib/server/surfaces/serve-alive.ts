import { plainResponse } from "../edge/plain-response";

/** The process runs and its port is open. Asks nothing, counts nobody. */
export const serveAlive = (request: Request): Response => plainResponse(request, 200, "ok");
