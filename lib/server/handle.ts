import type { ErrorCode } from "../contracts/errors";
import type { AnyFunction, FunctionName } from "../contracts/functions";
import { type AppError, ok } from "../core/errors";
import { isFileAnswer } from "../core/file-answer";
import type { OpenSpan } from "../core/trace";
import type { Container } from "./container-shape";
import { clientKey } from "./edge/client-key";
import { fileResponse } from "./edge/file-response";
import { hideFromSites } from "./edge/hide-from-sites";
import { idempotencyKey } from "./edge/idempotency-key";
import { leaveBody } from "./edge/leave-body";
import { matchRoute, type Route } from "./edge/match-route";
import { pathOf } from "./edge/path-of";
import { preferredTypes } from "./edge/preferred-types";
import { readRequest } from "./edge/read-request";
import { requestId } from "./edge/request-id";
import {
  addRateHeaders,
  createdResponse,
  jsonResponse,
  preflightResponse,
  problemResponse,
  textFileResponse,
  toProblem,
} from "./edge/respond";
import { streamResponse } from "./edge/stream-response";
import { endSpan } from "./end-span";
import { describeError } from "./logger";
import { noteCall } from "./note-call";
import { noteInternal } from "./note-internal";
import { type PreparedCall, prepareCall } from "./prepare-call";
import { takeTurn } from "./take-turn";
import { type Came, withLargeBody } from "./with-large-body";

/** Serves one request of the API: finds the function, counts the client, reads, checks, calls the verb, answers. */
export const handle = (request: Request, contracts: readonly AnyFunction[], deps: Container): Promise<Response> =>
  deps.trace.serve(request.headers, request.method, (span) => handleWithin(span, request, contracts, deps));

async function handleWithin(
  span: OpenSpan,
  request: Request,
  contracts: readonly AnyFunction[],
  deps: Container,
): Promise<Response> {
  const started = deps.clock.now();
  const id = requestId(request.headers);
  const pathname = pathOf(request.url);
  const seen: Exchange["seen"] = { name: "other", route: null, code: "ok", counts: true, streams: false };
  const exchange: Exchange = { request, deps, id, pathname, span, seen };

  let response: Response;
  try {
    response = await answer(exchange, contracts);
  } catch (cause) {
    response = refuse(exchange, {
      code: "internal",
      detail: "The server could not answer. The request id helps to find out why.",
      cause,
    });
  }
  const total = deps.clock.now() - started;
  leaveBody(request);
  hideFromSites(request, response, deps.env);
  response.headers.set("x-request-id", id);
  response.headers.append("server-timing", `total;dur=${total.toFixed(2)}`);
  const { name, route, code, counts, streams } = seen;
  noteCall(deps, {
    id,
    traceId: span.traceId,
    name,
    code,
    ms: total,
    goesOn: false,
    counts,
    facts: {
      method: request.method,
      // A symbol or the name of a job stands in an address; where nothing is known to be at it, it helps to see what was tried.
      ...(route === null ? { path: pathname.slice(0, LONGEST_PATH) } : { route }),
      status: response.status,
    },
  });
  if (!streams) end(exchange, response.status, code);
  return response;
}

const LONGEST_PATH = 120;
function end({ request, span, seen }: Exchange, status: number, code: "ok" | ErrorCode): void {
  endSpan(span, { method: request.method, route: seen.route, status, name: seen.name, code });
}

interface Exchange {
  readonly request: Request;
  readonly deps: Container;
  readonly id: string;
  readonly pathname: string;
  readonly span: OpenSpan;
  /** For the figures and the log. A stream is counted when it ends, and who only asks which methods there are is not. */
  readonly seen: {
    name: FunctionName | "other";
    /** The address with its parts by their names. */
    route: string | null;
    code: "ok" | ErrorCode;
    counts: boolean;
    /** It goes on when the answer has begun. */
    streams: boolean;
  };
}

async function answer(exchange: Exchange, contracts: readonly AnyFunction[]): Promise<Response> {
  const { request, deps, pathname } = exchange;
  const route = matchRoute(contracts, pathname);
  if (!route.ok) return refuse(exchange, route.error);
  exchange.seen.route = route.value.contracts[0]?.path ?? null;
  const methods = allowedMethods(route.value);
  if (request.method === "OPTIONS") {
    exchange.seen.counts = false;
    return preflightResponse(methods);
  }
  const method = request.method === "HEAD" ? "GET" : request.method;
  const contract = route.value.contracts.find((candidate) => candidate.method === method);
  if (!contract) {
    const detail = `This method is not served here; ${methods.join(", ")} are.`;
    return refuse(exchange, { code: "method_not_allowed", detail, allow: methods });
  }
  exchange.seen.name = contract.name;
  const { rate, refusal } = await takeTurn(request.headers, contract.rate, deps);
  const response = refusal ? refuse(exchange, refusal) : await serve(exchange, contract, route.value.pathInput);
  addRateHeaders(response, contract.rate, rate);
  return response;
}

const serve = (
  exchange: Exchange,
  contract: AnyFunction,
  pathInput: Route<AnyFunction>["pathInput"],
): Promise<Response> =>
  withLargeBody(exchange.request.headers, exchange.deps, (came) => serveNow(exchange, contract, pathInput, came));

async function serveNow(
  exchange: Exchange,
  contract: AnyFunction,
  pathInput: Route<AnyFunction>["pathInput"],
  came: Came,
): Promise<Response> {
  const { request, deps, id } = exchange;
  const raw = await readRequest(request, contract, pathInput, came);
  if (!raw.ok) return refuse(exchange, raw.error);
  const prepared = prepareCall(contract, raw.value, deps);
  if (!prepared.ok) return refuse(exchange, prepared.error);

  const key = contract.idempotent ? idempotencyKey(request.headers) : ok(undefined);
  if (!key.ok) return refuse(exchange, key.error);

  if (contract.streams === "always" || (contract.streams === "asked" && wantsEvents(request))) {
    return stream(exchange, contract, prepared.value);
  }
  const started = deps.clock.now();
  const again = { is: false };
  const replayed = (): void => {
    again.is = true;
  };
  const client = clientKey(request.headers, deps.env.TRUSTED_PROXY_HOPS);
  const call = {
    requestId: id,
    client,
    signal: request.signal,
    replayed,
    ...(key.value && { idempotencyKey: key.value }),
  };
  const outcome = await prepared.value(call);
  if (!outcome.ok) return refuse(exchange, outcome.error);
  const response = respond(exchange, contract, outcome.value);
  if (again.is) response.headers.set("idempotency-replayed", "true");
  if (Object.keys(contract.media).length > 0) response.headers.append("vary", "Accept");
  response.headers.append("server-timing", `verb;dur=${(deps.clock.now() - started).toFixed(2)}`);
  return response;
}

const EVENTS = "text/event-stream";
const answers: ReadonlySet<string> = new Set([EVENTS, "application/json", "*/*", "application/*"]);

/** By the query, or by the Accept header alone. */
function wantsEvents(request: Request): boolean {
  const asked = new URL(request.url).searchParams.get("stream");
  if (asked !== null) return asked === "1";
  const [best] = preferredTypes(request.headers.get("accept") ?? "").filter((type) => answers.has(type));
  return best === EVENTS;
}

function respond(exchange: Exchange, contract: AnyFunction, value: unknown): Response {
  if (isFileAnswer(value)) {
    if ("text" in value) return textFileResponse(exchange.request, value);
    return fileResponse(value, (cause) =>
      exchange.deps.logger.error("file_broke_off", { request_id: exchange.id, ...describeError(cause) }),
    );
  }
  return contract.created
    ? createdResponse(value, contract.created.location)
    : jsonResponse(exchange.request, value, contract.caching);
}

/** Answers with events; how it ended stands in a log line of its own, since the request's line is long written. */
function stream(exchange: Exchange, contract: AnyFunction, run: PreparedCall): Response {
  const { request, deps, id, pathname, span, seen } = exchange;
  const started = deps.clock.now();
  const client = clientKey(request.headers, deps.env.TRUSTED_PROXY_HOPS);
  seen.counts = false;
  seen.streams = true;
  return streamResponse({
    request,
    requestId: id,
    item: contract.streamItem,
    run: (call) => run({ ...call, client }),
    toData: (error) => toProblem(note(exchange, error), id, pathname),
    ended(outcome) {
      const code = noteCall(deps, {
        id,
        traceId: span.traceId,
        name: contract.name,
        code: outcome === "done" ? "ok" : outcome,
        ms: deps.clock.now() - started,
        goesOn: contract.lasting,
        event: "stream_end",
        facts: { outcome },
      });
      // All of it was sent with 200; how it ended is another matter.
      end(exchange, 200, code);
    },
  });
}

function allowedMethods(route: Route<AnyFunction>): string[] {
  const methods = route.contracts.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  return [...methods, "OPTIONS"];
}

function refuse(exchange: Exchange, error: AppError): Response {
  return problemResponse(note(exchange, error), exchange.id, exchange.pathname);
}

function note({ deps, id, seen }: Exchange, error: AppError): AppError {
  seen.code = error.code;
  noteInternal(deps, id, error);
  return error;
}
