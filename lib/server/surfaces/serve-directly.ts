import type { IncomingMessage, ServerResponse } from "node:http";
import type { NodeHttp1Handler } from "srvx";
import { toNodeHandler } from "srvx/node";
import { compress } from "../edge/compress";
import { securityHeaders } from "../edge/security-headers";
import { rest } from "./rest";

const headers = securityHeaders(process.env.BAROMETER_BUILD ?? "");

/** Whether a path is a function's, which needs nothing of the framework. */
export const isDirect = (path: string): boolean => path.startsWith("/api/ai/");

/**
 * The REST surface without the framework around it, which costs four times what a verdict of the lexical reader does
 * (docs/adr/0009-the-api-is-served-before-the-framework.md). Answers as the route does, which serves while developing.
 */
export function serveDirectly(request: IncomingMessage, response: ServerResponse, lasting: () => void): void {
  for (const { key, value } of headers) response.setHeader(key, value);
  const handler = toNodeHandler(async (asked: Request) => {
    const answer = await rest(asked);
    if (isLasting(answer)) lasting();
    return compress(asked, answer);
  }) as NodeHttp1Handler;
  Promise.resolve(handler(request, response)).catch(() => response.destroy());
}

const isLasting = ({ headers }: Response): boolean =>
  headers.get("content-type")?.startsWith("text/event-stream") === true || headers.has("content-disposition");
