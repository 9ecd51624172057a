import type { IncomingMessage, ServerResponse } from "node:http";
import type { NodeHttp1Handler } from "srvx";
import { toNodeHandler } from "srvx/node";
import { closeGently } from "./close-gently";

/** Serves a request of Node's server by a function from web request to web response. What is thrown ends the connection. */
export function handleNode(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: Request) => Promise<Response>,
): void {
  const handler = toNodeHandler(async (asked: Request) => {
    const answered = await answer(asked);
    if (!request.complete && !response.headersSent) closeGently(request, response);
    return answered;
    // srvx types its handler for both versions of HTTP; this server speaks the first.
  }) as NodeHttp1Handler;
  Promise.resolve(handler(request, response)).catch(() => response.destroy());
}
