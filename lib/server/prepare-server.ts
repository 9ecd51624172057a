import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, Server } from "node:http";
import { setFlagsFromString } from "node:v8";
import { type Container, getContainer } from "./container";
import { admitRequests } from "./edge/admit-requests";
import { PEER_HEADER } from "./edge/client-key";
import { BROKEN_QUERY_HEADER, isDecodable } from "./edge/read-request";
import { type Door, endOnSignal } from "./end-on-signal";
import { isDirect, serveDirectly } from "./surfaces/serve-directly";

const ROUTABLE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);

const PLAIN: ReadonlySet<string> = new Set(["/metrics", "/status", "/healthz", "/readyz"]);

const WARM_AFTER_MS = 300;
/** Longer than balancers keep connections (60 s): the one that closes must not be the one that is about to be called. */
const KEPT_MS = 65_000;

/** While developing, the framework reloads what has changed. */
const direct = process.env.NODE_ENV === "production" ? { serves: isDirect, serve: serveDirectly } : null;

/** Makes the process ready to serve. A setting that cannot be used ends the process with the reason. */
export async function prepareServer(): Promise<void> {
  // V8 lets the heap grow to several times of what is in use before it collects; requests leave much behind. A tenth more
  // work for the collector halves the memory that stands under load (`npm run bench:memory`).
  setFlagsFromString("--heap-growing-percent=20");
  let container: Container | null = null;
  let door: Door | null = null;
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    // The framework does not hand its server out. The first request names it, just before it is handled.
    if (door !== null) return;
    if (container === null || !("server" in message)) {
      if (message.request instanceof IncomingMessage) prepareRequest(message.request);
      return;
    }
    const { server } = message;
    const { admission, recorder } = container;
    if (server instanceof Server) {
      server.keepAliveTimeout = KEPT_MS;
      door = {
        server,
        gatekeeper: admitRequests(server, { admission, direct, prepare: prepareRequest, shed: recorder.shed }),
      };
    }
  });
  try {
    const made = await getContainer();
    container = made;
    process.once("exit", made.flushSync);
    if (process.env.NODE_ENV === "production") endOnSignal(made, () => door);
    // Once the port is open: nobody waits for it, and what fails here is told to whoever asks.
    setTimeout(() => void made.warm(), WARM_AFTER_MS).unref();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/**
 * Route handlers see no socket, so its address travels in a header, written over whatever a client sent under that
 * name. Two things end in a bare 500 before any handler sees them: methods like TRACE, which therefore arrive as PATCH,
 * which no function serves, and a path of broken percent-encoding, whose percent signs therefore arrive as plain text.
 */
function prepareRequest(request: IncomingMessage): void {
  setHeader(request, PEER_HEADER, request.socket.remoteAddress ?? "");
  if (!URL.canParse(`http://${request.headers.host ?? ""}`)) setHeader(request, "host", "localhost");
  if (!ROUTABLE.has(request.method ?? "")) request.method = "PATCH";
  const [path = "", ...query] = (request.url ?? "").split("?");
  if (!isDecodable(path)) request.url = [path.replaceAll("%", "%25"), ...query].join("?");
  setHeader(request, BROKEN_QUERY_HEADER, isDecodable(query.join("?")) ? null : "1");
  // The framework redirects what looks like a page's data request; these are no pages.
  if (path.startsWith("/api/") || PLAIN.has(path)) delete request.headers.rsc;
}

/** Also among the raw ones, which are read where the others do not say enough. */
function setHeader(request: IncomingMessage, name: string, value: string | null): void {
  // In this order: the first look at the headers reads the raw ones, by their number as they came.
  const { headers, rawHeaders } = request;
  for (let at = rawHeaders.length - 2; at >= 0; at -= 2) {
    if (rawHeaders[at]?.toLowerCase() === name) rawHeaders.splice(at, 2);
  }
  delete headers[name];
  if (value === null) return;
  rawHeaders.push(name, value);
  headers[name] = value;
}
