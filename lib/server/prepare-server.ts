import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { getContainer } from "./container";
import { PEER_HEADER } from "./edge/client-key";

const ROUTABLE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);

/** Makes the process ready to serve. A setting that cannot be used ends the process with the reason. */
export async function prepareServer(): Promise<void> {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    if (message.request instanceof IncomingMessage) prepareRequest(message.request);
  });
  try {
    await getContainer();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/**
 * Route handlers see no socket, so its address travels in a header, written over whatever a client sent under that
 * name. Two things end in a bare 500 before any handler sees them: methods like TRACE, which therefore arrive as PATCH,
 * which no function serves, and a broken percent-encoding, whose percent signs therefore arrive as plain text.
 */
function prepareRequest(request: IncomingMessage): void {
  request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
  if (!ROUTABLE.has(request.method ?? "")) request.method = "PATCH";
  if (request.url !== undefined && !isDecodable(request.url)) request.url = request.url.replaceAll("%", "%25");
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}
