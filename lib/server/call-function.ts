import type { AnyFunction } from "../contracts/functions";
import { fail, ok, type Result } from "../core/errors";
import type { CallEvent } from "../core/ports";
import type { OpenSpan } from "../core/trace";
import type { Container } from "./container-shape";
import { isOurFault } from "./edge/is-our-fault";
import { noteCall } from "./note-call";
import { noteInternal } from "./note-internal";
import { prepareJsonCall } from "./prepare-json-call";
import { takeTurn } from "./take-turn";

interface FunctionCall {
  readonly contract: AnyFunction;
  readonly raw: Readonly<Record<string, unknown>>;
  /** By which way it came, for the log. */
  readonly surface: "mcp";
  readonly requestId: string;
  /** Of the request that brought it: they say who asks, and whose span it belongs to. */
  readonly headers: Headers;
  readonly signal: AbortSignal;
  readonly emit?: (event: CallEvent) => void;
  /** Waits for a place and gives how to leave it. Without it none is needed. */
  readonly enter?: () => Promise<Result<() => void>>;
}

/**
 * One call of a function that came by another way than REST, and is treated alike: the client is counted, the input checked, the call
 * noted in figures, log and trace, also where it finds no place. Errors: those of `enter`; rate_limited, those of `prepareJsonCall` and
 * of the call. Never throws.
 */
export const callFunction = (call: FunctionCall, deps: Container): Promise<Result<unknown>> =>
  deps.trace.serve(call.headers, call.contract.name, (span) => callWithin(span, call, deps));

async function callWithin(span: OpenSpan, call: FunctionCall, deps: Container): Promise<Result<unknown>> {
  const { contract, surface, requestId } = call;
  const asked = deps.clock.now();
  const place = (await call.enter?.()) ?? ok(() => {});
  const started = deps.clock.now();
  const outcome = place.ok ? await runWithin(place.value, call, deps) : place;
  if (!outcome.ok) noteInternal(deps, requestId, outcome.error);
  const code = noteCall(deps, {
    id: requestId,
    traceId: span.traceId,
    name: contract.name,
    code: outcome.ok ? "ok" : outcome.error.code,
    ms: deps.clock.now() - started,
    goesOn: contract.lasting && contract.streams === "always",
    facts: { surface, ...(call.enter && { waited_ms: Number((started - asked).toFixed(2)) }) },
  });
  const facts = { "barometer.surface": surface, "barometer.function": contract.name, "barometer.code": code };
  span.end(`${surface} ${contract.name}`, facts, isOurFault(code) ? code : null);
  return outcome;
}

async function runWithin(leave: () => void, call: FunctionCall, deps: Container): Promise<Result<unknown>> {
  try {
    return await run(call, deps);
  } catch (cause) {
    return fail("internal", "The server could not answer. The request id helps to find out why.", { cause });
  } finally {
    leave();
  }
}

async function run(call: FunctionCall, deps: Container): Promise<Result<unknown>> {
  const { contract, requestId, signal, emit } = call;
  const { client, refusal } = await takeTurn(call.headers, contract.rate, deps);
  if (refusal) return { ok: false, error: refusal };
  const prepared = prepareJsonCall(contract, call.raw, deps);
  return prepared.ok ? prepared.value({ requestId, client, signal, ...(emit && { emit }) }) : prepared;
}
