import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AppError } from "../../core/errors";
import type { Admission, Work } from "../../core/resilience/create-admission";
import { requestId } from "./request-id";
import { problemHeaders, toProblem } from "./respond";
import { securityHeaders } from "./security-headers";

/** Answered however busy the server is: whoever asks wants to know just that. */
const ALWAYS: ReadonlySet<string> = new Set(["/api/ai/health", "/api/openapi.json"]);
/** Gradio's protocol and the agents': calls and files come by POST. What ends calls is cheap, and helps where there is too much to do. */
const GRADIO = "/gradio_api/";
const ENDS = /^\/gradio_api\/(?:cancel|reset)(?:\/|$)/;
const isGuarded = (method: string, path: string): boolean =>
  path.startsWith(GRADIO) ? method === "POST" && !ENDS.test(path) : path.startsWith("/api/") && !ALWAYS.has(path);

/** Of a refused body so much is read and thrown away; a connection with a longer one is not kept. */
const KEPT_BODY_BYTES = 64 * 1024;

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves some paths in place of the server's own handlers. */
export interface Direct {
  serves(path: string): boolean;
  /** `lasting` is told once an answer has begun that may go on for long: no work, only a connection. */
  serve(request: IncomingMessage, response: ServerResponse, lasting: () => void): void;
}

export interface Gatekeeper {
  /** Answers 503 to all that are still being worked on. */
  giveUp(): void;
  /** Requests that have no answer yet, pages among them. */
  open(): number;
}

/**
 * Stands before the framework: what cannot be served in time is refused here, where that costs next to nothing. Takes the place of the
 * server's own handlers, which get what is let in.
 */
export function admitRequests(
  server: Server,
  {
    admission,
    direct,
    prepare,
    shed,
  }: {
    readonly admission: Admission;
    readonly direct: Direct | null;
    /** Makes a request ready for whoever serves it. What is refused needs none of it. */
    readonly prepare: (request: IncomingMessage) => void;
    /** Told of each request that was refused because there are too many. */
    readonly shed: () => void;
  },
): Gatekeeper {
  const handlers = server.listeners("request") as Handler[];
  const open = new Set<ServerResponse>();
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const [path = ""] = (request.url ?? "").split("?", 1);
    // A preflight that is refused would hide the refusal from the page that asked.
    const guarded = request.method !== "OPTIONS" && isGuarded(request.method ?? "", path);
    const work: Work = () => {
      prepare(request);
      if (direct?.serves(path)) return direct.serve(request, response, () => admission.leave(work));
      for (const handler of handlers) handler.call(server, request, response);
    };
    const retryAfterS = guarded ? admission.enter(work) : null;
    if (retryAfterS !== null) {
      if (!admission.isClosed()) shed();
      return refuse(request, response, admission.isClosed(), retryAfterS);
    }
    open.add(response);
    const { socket } = request;
    // A pipelined answer whose turn on the socket never came is never closed: the end of the socket is its end too.
    const done = (): void => {
      response.off("close", done);
      socket.off("close", done);
      open.delete(response);
      admission.leave(work);
    };
    response.on("close", done);
    socket.on("close", done);
    if (guarded) return;
    if (admission.isClosed()) response.setHeader("connection", "close");
    work();
  });
  return {
    open: () => open.size,
    giveUp() {
      for (const response of open) {
        if (response.headersSent) response.destroy();
        else refuse(response.req, response, true, 5);
      }
    },
  };
}

/** In one list, which is the cheapest to send: refusals are to cost next to nothing. */
const everyAnswer = securityHeaders(process.env.BAROMETER_BUILD ?? "").flatMap(({ key, value }) => [key, value]);

function refuse(request: IncomingMessage, response: ServerResponse, ending: boolean, retryAfterS: number): void {
  const error: AppError = {
    code: "unavailable",
    detail: ending
      ? "The server is going down; ask again in a moment."
      : "The server is overrun; what it cannot answer in time it refuses at once. Ask again in a moment.",
    retryAfterS,
  };
  const [path = ""] = (request.url ?? "").split("?");
  const id = requestId({ get: (name) => String(request.headers[name] ?? "") });
  const problem = toProblem(error, id, path);
  const length = Number(request.headers["content-length"] ?? 0);
  const isLong = length > KEPT_BODY_BYTES || request.headers["transfer-encoding"] !== undefined;
  const body = JSON.stringify(problem);
  const own = ["content-length", String(Buffer.byteLength(body)), "x-request-id", id];
  const kept = ending || isLong ? ["connection", "close"] : [];
  response.writeHead(problem.status, [
    ...everyAnswer,
    ...Object.entries(problemHeaders(error)).flat(),
    ...own,
    ...kept,
  ]);
  response.end(body);
}
