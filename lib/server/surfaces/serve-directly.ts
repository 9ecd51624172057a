import type { IncomingMessage, ServerResponse } from "node:http";
import type { NodeHttp1Handler } from "srvx";
import { toNodeHandler } from "srvx/node";
import { compress } from "../edge/compress";
import { securityHeaders } from "../edge/security-headers";
import { rest } from "./rest";

const headers = securityHeaders(process.env.BAROMETER_BUILD ?? "");

const handler = toNodeHandler(async (request: Request) => compress(request, await rest(request))) as NodeHttp1Handler;

/** Whether a path is a function's, which needs nothing of the framework. */
export const isDirect = (path: string): boolean => path.startsWith("/api/ai/");

/**
 * The REST surface without the framework around it, which costs four times what a verdict of the lexical reader does
 * (docs/adr/0009-the-api-is-served-before-the-framework.md). Answers as the route does, which serves while developing.
 */
export function serveDirectly(request: IncomingMessage, response: ServerResponse): void {
  for (const { key, value } of headers) response.setHeader(key, value);
  void handler(request, response);
}
