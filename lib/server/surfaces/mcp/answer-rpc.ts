import { randomUUID } from "node:crypto";
import { createMcpHandler, type McpHttpHandler } from "@modelcontextprotocol/server";
import type { AnyFunction } from "../../../contracts/functions";
import type { AppError, Result } from "../../../core/errors";
import type { Container } from "../../container-shape";
import { isJsonContentType, parseJson, parseLargeJson } from "../../edge/parse-json";
import { readBody } from "../../edge/read-body";
import { statusOf } from "../../edge/respond";
import { takeTurn } from "../../take-turn";
import { withLargeBody } from "../../with-large-body";
import { createCallPlaces } from "./create-call-places";
import { type CallRegister, createCallRegister } from "./create-call-register";
import { createMcpServer } from "./create-mcp-server";
import { refuseRpc } from "./refuse-rpc";

const MOST_BYTES = 4 * 1024 * 1024;
/** Bodies beyond this are parsed in steps. */
const LARGE_BYTES = 256 * 1024;
const BODY_MS = 10_000;
/** Messages in one request; the newest revision knows single ones alone. */
const MOST_MESSAGES = 20;
const MOST_LISTENERS = 100;

const SESSION = "mcp-session-id";
const LONGEST_SESSION = 128;

interface Exchange {
  readonly request: Request;
  readonly requestId: string;
  /** What the client may see. */
  readonly contracts: readonly AnyFunction[];
  readonly deps: Container;
}

/** Answers messages of a client, whichever revision of the protocol it speaks. What is no message is refused before anyone looks at it. */
export async function answerRpc(exchange: Exchange): Promise<Response> {
  const { request, deps } = exchange;
  if (!isJsonContentType(request.headers.get("content-type")))
    return refuseRpc(415, "other", "Send messages as application/json in UTF-8.");
  if ((request.headers.get("content-encoding") ?? "identity").toLowerCase() !== "identity")
    return refuseRpc(415, "other", "Send messages without a Content-Encoding.");
  // A request is one turn of a reader, counted before its body is read. Calls of functions count by their own limits as well.
  const turn = await takeTurn(request.headers, "read", deps);
  if (turn.refusal) return refuseFor(turn.refusal);
  const body = await readMessages(request, deps);
  if (!body.ok) return refuseFor(body.error);
  const messages: readonly unknown[] = Array.isArray(body.value) ? body.value : [body.value];
  if (messages.length === 0 || messages.length > MOST_MESSAGES)
    return refuseRpc(400, "request", `A request holds 1 to ${MOST_MESSAGES} messages.`);

  // The first is paid for, and a call pays for itself.
  for (const message of messages.slice(1)) {
    if (methodOf(message) === "tools/call") continue;
    const { refusal } = await takeTurn(request.headers, "read", deps);
    if (refusal) return refuseFor(refusal);
  }

  const room = roomOf(deps);
  for (const id of messages.flatMap(cancelledBy)) room.calls.cancel(nameOf(request, id) ?? "");
  const response = await room.handler.fetch(handedOver(exchange), { parsedBody: body.value });
  // Nothing is kept under it. It tells the calls of one client from those of another, so that it can cancel its own.
  if (messages.some((message) => methodOf(message) === "initialize") && response.ok)
    response.headers.set(SESSION, randomUUID());
  return response;
}

function refuseFor({ code, detail, retryAfterS }: AppError): Response {
  const later: Record<string, string> =
    retryAfterS === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterS)) };
  return refuseRpc(statusOf[code].status, code === "invalid_json" ? "parse" : "other", detail, later);
}

const readMessages = (request: Request, deps: Container): Promise<Result<unknown>> =>
  withLargeBody(request.headers, deps, async (came) => {
    const bytes = await readBody(request, MOST_BYTES, BODY_MS, came);
    if (!bytes.ok) return bytes;
    return bytes.value.length > LARGE_BYTES ? parseLargeJson(bytes.value) : parseJson(bytes.value);
  });

interface Room {
  readonly handler: McpHttpHandler;
  readonly calls: CallRegister;
}

const rooms = new WeakMap<Container, Room>();
/** What was asked, by the request that the handler is given. */
const exchanges = new WeakMap<Request, Exchange>();

function roomOf(deps: Container): Room {
  const known = rooms.get(deps);
  if (known) return known;
  const calls = createCallRegister();
  const places = createCallPlaces();
  const handler = createMcpHandler(
    ({ requestInfo }) => {
      const exchange = requestInfo && exchanges.get(requestInfo);
      if (!exchange) throw new Error("The handler was given another request.");
      return createMcpServer({
        ...exchange,
        places,
        begin(id) {
          const name = nameOf(exchange.request, id);
          return name === null ? null : calls.begin(name);
        },
      });
    },
    {
      maxRequestBodySize: MOST_BYTES,
      maxSubscriptions: MOST_LISTENERS,
      onerror: ({ message }) => deps.logger.debug("mcp_refused", { message }),
    },
  );
  const room = { handler, calls };
  rooms.set(deps, room);
  return room;
}

/** The request that the handler is given. A client that takes anything takes both kinds of answer, which it wants to see by name. */
function handedOver(exchange: Exchange): Request {
  const { request } = exchange;
  const { url, method, signal } = request;
  let given = request;
  // Making one costs a tenth of a call.
  if ((request.headers.get("accept") ?? "*/*").includes("*/*")) {
    const headers = new Headers(request.headers);
    headers.set("accept", "application/json, text/event-stream");
    given = new Request(url, { method, headers, signal });
  }
  exchanges.set(given, exchange);
  return given;
}

/** The name of a call among all that are under way; null where nothing tells whose it is. */
function nameOf({ headers }: Request, id: string | number): string | null {
  const session = headers.get(SESSION) ?? "";
  return session === "" || session.length > LONGEST_SESSION ? null : `${session} ${JSON.stringify(id)}`;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const methodOf = (message: unknown): unknown => (isObject(message) ? message.method : undefined);

/** The request that a message cancels, if it is such a one. */
function cancelledBy(message: unknown): readonly (string | number)[] {
  if (methodOf(message) !== "notifications/cancelled" || !isObject(message) || !isObject(message.params)) return [];
  const { requestId } = message.params;
  return typeof requestId === "string" || typeof requestId === "number" ? [requestId] : [];
}
