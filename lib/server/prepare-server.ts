import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { getContainer } from "./container";
import { PEER_HEADER } from "./edge/client-key";

/**
 * Makes the process ready to serve. Route handlers see no socket, so its address travels in a header, written over
 * whatever a client sent under that name. A setting that cannot be used ends the process with the reason.
 */
export async function prepareServer(): Promise<void> {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    const { request } = message;
    if (request instanceof IncomingMessage) request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
  });
  try {
    await getContainer();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
