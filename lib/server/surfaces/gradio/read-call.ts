import type { RatePolicy } from "../../../contracts/define-function";
import type { AnyFunction } from "../../../contracts/functions";
import { fail, ok, type Result } from "../../../core/errors";
import type { Endpoint } from "../../../core/gradio/endpoint";
import type { Container } from "../../container-shape";
import type { PreparedCall } from "../../prepare-call";
import { prepareJsonCall } from "../../prepare-json-call";
import { takeTurn } from "../../take-turn";
import { type Came, withLargeBody } from "../../with-large-body";
import { type JsonBody, readJson } from "./read-json";
import type { Seen } from "./seen";
import { withFiles } from "./with-files";

/** A call that may run. */
export interface TakenCall {
  readonly endpoint: Endpoint<AnyFunction>;
  readonly run: PreparedCall;
  readonly client: string;
  /** What its request held, and the texts of its files. */
  readonly bytes: number;
}

type Called = Endpoint<AnyFunction>;

/** Which function is called with what: by its address, or by the body alone. */
export type Calling =
  | {
      readonly endpoint: Result<Called>;
      input(body: JsonBody["fields"], endpoint: Called): Result<Record<string, unknown>>;
    }
  | {
      find(
        body: JsonBody["fields"],
      ): Result<{ readonly endpoint: Called; readonly input: Result<Record<string, unknown>> }>;
    };

/** Longer lists of texts come as an uploaded file. */
const MOST_BYTES = 4 * 1024 * 1024;
/** For the names around the values of a call. */
const AROUND_BYTES = 4 * 1024;

/**
 * Reads a request that calls a function and checks the input. The client is counted before anything is read: by the function's own
 * limit where the address names it, else once as a reader and, when the body has named it, by its own.
 * Errors: rate_limited, those of the body, of `calling` and of the input; payload_too_large, unavailable.
 */
export function readCall(request: Request, deps: Container, seen: Seen, calling: Calling): Promise<Result<TakenCall>> {
  seen.name = "other";
  return withLargeBody(request.headers, deps, (came) =>
    "find" in calling
      ? readUnknown(request, deps, seen, calling.find, came)
      : readKnown(request, deps, seen, calling, came),
  );
}

async function readKnown(
  request: Request,
  deps: Container,
  seen: Seen,
  { endpoint: called, input }: Extract<Calling, { endpoint: unknown }>,
  came: Came,
): Promise<Result<TakenCall>> {
  if (called.ok) seen.name = called.value.contract.name;
  const turn = await count(request, deps, seen, called.ok ? called.value.contract.rate : "read");
  if (!turn.ok) return turn;
  if (!called.ok) return called;
  const endpoint = called.value;
  const body = await readJson(request, Math.min(mostOf(endpoint), MOST_BYTES), came);
  if (!body.ok) return body.error.code === "payload_too_large" ? tooLarge(endpoint) : body;
  const { bytes, fields } = body.value;
  return prepare({ endpoint, input: input(fields, endpoint), bytes, client: turn.value }, deps, came);
}

async function readUnknown(
  request: Request,
  deps: Container,
  seen: Seen,
  find: Extract<Calling, { find: unknown }>["find"],
  came: Came,
): Promise<Result<TakenCall>> {
  const first = await count(request, deps, seen, "read");
  if (!first.ok) return first;
  const body = await readJson(request, MOST_BYTES, came);
  if (!body.ok) return body;
  const { bytes, fields } = body.value;
  const found = find(fields);
  if (!found.ok) return found;
  const { endpoint } = found.value;
  const { name, rate } = endpoint.contract;
  seen.name = name;
  const turn = rate === "read" ? first : await count(request, deps, seen, rate);
  if (!turn.ok) return turn;
  if (bytes > mostOf(endpoint)) return tooLarge(endpoint);
  return prepare({ ...found.value, bytes, client: turn.value }, deps, came);
}

async function prepare(
  {
    endpoint,
    input,
    bytes,
    client,
  }: {
    readonly endpoint: Called;
    readonly input: Result<Record<string, unknown>>;
    readonly bytes: number;
    readonly client: string;
  },
  deps: Container,
  came: Came,
): Promise<Result<TakenCall>> {
  const filled = await withFiles(endpoint, input, deps, came);
  if (!filled.ok) return filled;
  const run = prepareJsonCall(endpoint.contract, filled.value.input, deps);
  return run.ok ? ok({ endpoint, run: run.value, client, bytes: bytes + filled.value.characters }) : run;
}

/** Gives the client that was counted. */
async function count(request: Request, deps: Container, seen: Seen, policy: RatePolicy): Promise<Result<string>> {
  const { client, rate, refusal } = await takeTurn(request.headers, policy, deps);
  seen.rate = { policy, decision: rate };
  return refusal ? { ok: false, error: refusal } : ok(client);
}

const mostOf = ({ contract }: Called): number => contract.bodyLimit + AROUND_BYTES;

function tooLarge({ apiName, contract }: Called): Result<never> {
  const most = Math.min(contract.bodyLimit, MOST_BYTES).toLocaleString("en");
  return fail("payload_too_large", `The body is larger than ${most} bytes, which is the most that ${apiName} takes.`);
}
