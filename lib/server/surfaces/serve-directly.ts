import type { IncomingMessage, ServerResponse } from "node:http";
import { compress } from "../edge/compress";
import { handleNode } from "../edge/handle-node";
import { pathOf } from "../edge/path-of";
import { securityHeaders } from "../edge/security-headers";
import { serveGradio } from "./gradio/serve-gradio";
import { isMcp } from "./mcp/is-mcp";
import { rest } from "./rest";
import { serveAlive } from "./serve-alive";
import { serveReady } from "./serve-ready";

const headers = securityHeaders(process.env.BAROMETER_BUILD ?? "");

/** Asked from the first moment on, when the framework would still have to load its routes. */
const probes: Readonly<Record<string, (request: Request) => Response | Promise<Response>>> = {
  "/healthz": serveAlive,
  "/readyz": serveReady,
};

const READS: ReadonlySet<string> = new Set(["GET", "HEAD"]);
const notRead = (): Response => new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });

/** Whether a path is a function's, which needs nothing of the framework. */
export const isDirect = (path: string): boolean => path.startsWith("/api/ai/") || isGradio(path) || path in probes;

const isGradio = (path: string): boolean => path.startsWith("/gradio_api/") || path === "/config";

/**
 * The REST surface without the framework around it, which costs four times what a verdict of the lexical reader does
 * (docs/adr/0009-the-api-is-served-before-the-framework.md). Answers as the route does, which serves while developing.
 */
export function serveDirectly(request: IncomingMessage, response: ServerResponse, lasting: () => void): void {
  for (const { key, value } of headers) response.setHeader(key, value);
  handleNode(request, response, async (asked) => {
    const answer = await surfaceOf(pathOf(asked.url))(asked);
    if (isLasting(answer)) lasting();
    return compress(asked, answer);
  });
}

function surfaceOf(path: string): (request: Request) => Response | Promise<Response> {
  const probe = probes[path];
  if (probe) return (asked) => (READS.has(asked.method) ? probe(asked) : notRead());
  // Its library takes as long to load as all the rest: a server that begins is not to wait for it.
  if (isMcp(path)) return async (request) => (await import("./mcp/serve-mcp")).serveMcp(request);
  return isGradio(path) ? serveGradio : rest;
}

const isLasting = ({ headers }: Response): boolean =>
  headers.get("content-type")?.startsWith("text/event-stream") === true || headers.has("content-disposition");
