import type { ErrorCode } from "../contracts/errors";
import type { AnyFunction, FunctionName } from "../contracts/functions";
import { type AppError, fail, ok, type Result } from "../core/errors";
import { isFileAnswer } from "../core/file-answer";
import type { Call, RateDecision } from "../core/ports";
import { withDeadline } from "../core/with-deadline";
import { type Binding, bindings } from "./bindings";
import type { Container } from "./container";
import { clientKey } from "./edge/client-key";
import { fileResponse } from "./edge/file-response";
import { idempotencyKey } from "./edge/idempotency-key";
import { leaveBody } from "./edge/leave-body";
import { matchRoute, type Route } from "./edge/match-route";
import { parseInput } from "./edge/parse-input";
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
import { describeError } from "./logger";

/** Serves one request of the API: finds the function, counts the client, reads, checks, calls the verb, answers. */
export async function handle(request: Request, contracts: readonly AnyFunction[], deps: Container): Promise<Response> {
  const started = deps.clock.now();
  const id = requestId(request.headers);
  const pathname = pathOf(request.url);
  const exchange: Exchange = { request, deps, id, pathname, seen: { name: "other", code: "ok", counts: true } };

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
  response.headers.set("x-request-id", id);
  response.headers.append("server-timing", `total;dur=${total.toFixed(2)}`);
  const { name, code, counts } = exchange.seen;
  if (counts) deps.recorder.called(name, code, total);
  deps.logger.info("request", {
    request_id: id,
    method: request.method,
    path: pathname,
    status: response.status,
    ms: Number(total.toFixed(2)),
  });
  return response;
}

/** The path alone: a Host that is none must not spoil the address. */
const pathOf = (url: string): string => /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] || "/";

interface Exchange {
  readonly request: Request;
  readonly deps: Container;
  readonly id: string;
  readonly pathname: string;
  /** For the figures. A stream is counted when it ends, and who only asks which methods there are is not. */
  readonly seen: { name: FunctionName | "other"; code: "ok" | ErrorCode; counts: boolean };
}

async function answer(exchange: Exchange, contracts: readonly AnyFunction[]): Promise<Response> {
  const { request, deps, pathname } = exchange;
  const route = matchRoute(contracts, pathname);
  if (!route.ok) return refuse(exchange, route.error);
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
  const rate = await deps.limiters[contract.rate].take(clientKey(request.headers, deps.env.TRUSTED_PROXY_HOPS));
  const response = rate.allowed
    ? await serve(exchange, contract, route.value.pathInput)
    : refuse(exchange, tooMany(rate));
  addRateHeaders(response, contract.rate, rate);
  return response;
}

/** Bodies beyond this are held in memory by few at once. */
const LARGE_BODY_BYTES = 2 * 1024 * 1024;

async function serve(
  exchange: Exchange,
  contract: AnyFunction,
  pathInput: Route<AnyFunction>["pathInput"],
): Promise<Response> {
  const { request, deps } = exchange;
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (contract.bodyLimit <= LARGE_BODY_BYTES || length <= LARGE_BODY_BYTES)
    return serveNow(exchange, contract, pathInput);
  if (!deps.largeBodies.take()) {
    const detail = "Other requests of many megabytes are on their way; send it again in a moment.";
    return refuse(exchange, { code: "unavailable", detail, retryAfterS: 5 });
  }
  try {
    return await serveNow(exchange, contract, pathInput);
  } finally {
    deps.largeBodies.free();
  }
}

async function serveNow(
  exchange: Exchange,
  contract: AnyFunction,
  pathInput: Route<AnyFunction>["pathInput"],
): Promise<Response> {
  const { request, deps, id } = exchange;
  const raw = await readRequest(request, contract, pathInput);
  if (!raw.ok) return refuse(exchange, raw.error);
  const bound = bind(contract, raw.value, deps);
  if (!bound.ok) return refuse(exchange, bound.error);

  const key = contract.idempotent ? idempotencyKey(request.headers) : ok(undefined);
  if (!key.ok) return refuse(exchange, key.error);

  if (contract.streams === "always" || (contract.streams === "asked" && wantsEvents(request))) {
    return stream(exchange, contract, bound.value);
  }
  const started = deps.clock.now();
  const again = { is: false };
  const replayed = (): void => {
    again.is = true;
  };
  const call = { requestId: id, signal: request.signal, replayed, ...(key.value && { idempotencyKey: key.value }) };
  const outcome = await runWithin(contract, bound.value, call, deps);
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

type Bound = (call: Call) => Promise<Result<unknown>>;

/** Checks the input and ties it to its verb. */
function bind(contract: AnyFunction, raw: unknown, deps: Container): Result<Bound> {
  const input = parseInput(contract.input, raw);
  if (!input.ok) return input;
  // The registry pairs contract and binding by name, which TypeScript cannot follow through the union.
  const verb = bindings[contract.name] as Binding<typeof contract.name>;
  return ok((call) => verb(deps, input.value as never, call));
}

/** Answers with events; how it ended stands in a log line of its own, since the request's line is long written. */
function stream(exchange: Exchange, contract: AnyFunction, bound: Bound): Response {
  const { request, deps, id, pathname, seen } = exchange;
  const started = deps.clock.now();
  seen.counts = false;
  return streamResponse({
    request,
    requestId: id,
    item: contract.streamItem,
    run: (call) => runWithin(contract, bound, call, deps),
    toData: (error) => toProblem(note(exchange, error), id, pathname),
    ended(outcome) {
      const ms = deps.clock.now() - started;
      deps.recorder.called(contract.name, outcome === "done" ? "ok" : outcome, ms);
      deps.logger.info("stream_end", { request_id: id, outcome, ms: Math.round(ms) });
    },
  });
}

/** Runs a verb under its deadline and checks what it answered against the contract before anyone sees it. */
async function runWithin(contract: AnyFunction, bound: Bound, call: Call, deps: Container): Promise<Result<unknown>> {
  const outcome = await withDeadline(call.signal, contract.deadlineMs, (signal) => bound({ ...call, signal }));
  if (!outcome.ok || isFileAnswer(outcome.value)) return outcome;
  const checked = contract.output.safeParse(outcome.value);
  if (checked.success) return ok(checked.data);
  deps.logger.error("answer_breaks_contract", { function: contract.name, issues: checked.error.issues.slice(0, 5) });
  return fail("internal", "The answer did not fit its contract and was held back.");
}

function allowedMethods(route: Route<AnyFunction>): string[] {
  const methods = route.contracts.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  return [...methods, "OPTIONS"];
}

const tooMany = (rate: RateDecision): AppError => ({
  code: "rate_limited",
  detail: `At most ${rate.limit} requests in ${rate.windowS} seconds; try again in ${rate.resetS} seconds.`,
  retryAfterS: rate.resetS,
});

function refuse(exchange: Exchange, error: AppError): Response {
  return problemResponse(note(exchange, error), exchange.id, exchange.pathname);
}

/** Leaves the cause in the log, where the operator finds it by the request id, and nowhere else. */
function note({ deps, id, seen }: Exchange, error: AppError): AppError {
  seen.code = error.code;
  if (error.code === "internal")
    deps.logger.error("internal_error", { request_id: id, ...describeError(error.cause ?? error.detail) });
  return error;
}
