import { randomBytes } from "node:crypto";
import { type AppError, fail, type Result } from "../../../core/errors";
import type { CallTeller } from "../../../core/gradio/call-teller";
import type { Joined, QueuedCall } from "../../../core/gradio/create-call-queue";
import { folds } from "../../../core/gradio/folds";
import type { Failure } from "../../../core/gradio/messages";
import { readProgress } from "../../../core/gradio/read-progress";
import type { CallEvent } from "../../../core/ports";
import { endWithin } from "../../../core/with-deadline";
import type { Container } from "../../container-shape";
import { statusOf } from "../../edge/respond";
import { endSpan } from "../../end-span";
import { noteCall } from "../../note-call";
import { noteInternal } from "../../note-internal";
import type { TakenCall } from "./read-call";
import type { Seen } from "./seen";

export const newEventId = (): string => randomBytes(16).toString("hex");

/** Puts a call into the queue and tells how it goes. A call that fails ends so too: nothing else is shown to a caller. */
export function runEvent({
  taken,
  eventId,
  session,
  teller,
  route,
  seen,
  deps,
}: {
  readonly taken: TakenCall;
  readonly eventId: string;
  readonly session: string | null;
  readonly teller: CallTeller;
  readonly route: string;
  readonly seen: Seen;
  readonly deps: Container;
}): Joined {
  const { queue, events, endpoints } = deps.gradio;
  const { endpoint, run, client, bytes } = taken;
  const { contract, kind, generates } = endpoint;
  const { progress, lasting } = contract;
  const { span } = seen;
  const controller = new AbortController();
  const asked = deps.clock.now();
  const told: { last: unknown } = { last: undefined };
  let isOver = false;
  let cancelled = false;

  const emitter = (started: number): ((event: CallEvent) => void) | undefined => {
    if (!generates && progress === null) return undefined;
    const { name } = contract;
    const fold = generates && name in folds ? folds[name as keyof typeof folds]() : null;
    return (event) => {
      // The verb lands a little after its call was cancelled or came too late.
      if (isOver) return;
      const unit = progress === null ? null : readProgress(event, progress);
      if (unit) teller.progress(unit);
      const value = fold?.(event);
      if (value === undefined) return;
      told.last = value;
      teller.generating(value, seconds(started));
    };
  };
  const seconds = (since: number): number => (deps.clock.now() - since) / 1_000;

  const end = (outcome: Result<unknown>, started: number): void => {
    events.delete(eventId);
    isOver = true;
    const code = outcome.ok ? "ok" : outcome.error.code;
    // Sessions' clients take anything else than a success for a fault, also where they cancelled before the first value.
    const endsWell = cancelled && code === "cancelled" && (session !== null || told.last !== undefined);
    if (outcome.ok) teller.ended({ value: outcome.value }, seconds(started));
    else if (endsWell) teller.ended({ value: told.last ?? null }, seconds(started));
    else if (code === "cancelled") teller.ended({ failure: failureOf(cancelled ? CANCELLED : LEFT) }, seconds(started));
    else teller.ended({ failure: failureOf(outcome.error) }, seconds(started));
    if (!outcome.ok) noteInternal(deps, eventId, outcome.error);
    const counted = noteCall(deps, {
      id: eventId,
      traceId: span.traceId,
      name: contract.name,
      code,
      ms: deps.clock.now() - started,
      goesOn: lasting && generates,
      facts: { surface: "gradio", route, waited_ms: Number((started - asked).toFixed(2)) },
    });
    endSpan(span, { method: "POST", route, status: 200, name: contract.name, code: counted });
  };

  const call: QueuedCall = {
    kind,
    client,
    bytes,
    moved: teller.moved,
    run: deps.trace.bind(async () => {
      teller.starts(queue.averageS(kind));
      const started = deps.clock.now();
      const emit = emitter(started);
      const { signal } = controller;
      let work: Promise<unknown> = Promise.resolve();
      const outcome = await settle(() =>
        run({ requestId: eventId, client, signal, ...(emit && { emit }) }, (itsEnd) => {
          work = itsEnd;
        }),
      );
      end(outcome, started);
      await landed(work);
    }),
  };
  const stop = (): void => {
    controller.abort();
    if (queue.leave(call)) end({ ok: false, error: CANCELLED }, deps.clock.now());
  };
  const joined = queue.join(call);
  if (joined.full) return joined;
  seen.id = eventId;
  seen.goesOn = true;
  events.set(eventId, {
    session,
    fnIndex: endpoints.indexOf(endpoint),
    cancel() {
      cancelled = true;
      stop();
    },
    breakOff: stop,
  });
  return joined;
}

async function settle(run: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
  try {
    return await run();
  } catch (cause) {
    return fail("internal", "The server could not finish. The event's id helps to find out why.", { cause });
  }
}

/** A verb that pays no heed to its signal keeps its place for so long, and not for ever. */
const LANDING_MS = 30_000;

/** The place of a call is free when its work has really ended: whoever calls and cancels has no more places than others. */
const landed = (work: Promise<unknown>): Promise<unknown> =>
  endWithin({ signal: new AbortController().signal, ms: LANDING_MS, late: null, gone: null }, () =>
    work.then(
      () => null,
      () => null,
    ),
  );

const CANCELLED: AppError = { code: "cancelled", detail: "The call was cancelled." };
const LEFT: AppError = { code: "cancelled", detail: "Nobody listened, so the call was stopped; call again." };

const SHOWN_S = 10;

const failureOf = ({ code, detail, fields }: AppError): Failure => ({
  error: detail,
  title: statusOf[code].title,
  duration: SHOWN_S,
  visible: true,
  code,
  ...(fields && { fields }),
});
