import type { z } from "zod";
import type { Frame, Overview, overview } from "../contracts/functions/overview";
import { fail, ok, type Result } from "../core/errors";
import type { Live } from "../core/live/create-live";
import type { Call } from "../core/ports";
import { type OverviewDeps, readOverview } from "./get-overview";

type Input = z.output<typeof overview.input>;
type Output = z.output<typeof overview.output>;

/** People who watch at once, in this process. */
const MOST_WATCHERS = 200;
/** Of one client: as many tabs as anybody has, and not all there is. */
const MOST_OF_ONE = 20;
/** Then the caller opens it again. Shorter than the function's deadline, which would count as a failure. */
const LONGEST_MS = 55 * 60_000;

/** Streams of each client in this process; bounded by all there may be. */
const watching = new Map<string, number>();

/**
 * The overview, as it is now; where the caller wants events, all of it at once and then what changes, until the caller leaves or the server
 * ends. Errors: rate_limited (too many watch).
 */
export async function watchOverview(args: {
  readonly deps: OverviewDeps & { readonly live: Live };
  readonly input: Input;
  readonly call: Call;
}): Promise<Result<Output>> {
  const { deps, input, call } = args;
  const { emit } = call;
  const whole = (): Promise<Overview> => readOverview(deps, input.window);
  if (emit === undefined) return ok({ success: true, ...(await whole()) });
  const { client = "" } = call;
  const own = watching.get(client) ?? 0;
  if (own >= MOST_OF_ONE || deps.live.watchers() >= MOST_WATCHERS) {
    const detail = "Too many streams are open already; ask for the overview without one instead.";
    return fail("rate_limited", detail, { retryAfterS: 30 });
  }
  watching.set(client, own + 1);
  let end: () => void = () => {};
  let fault: (cause: unknown) => void = () => {};
  const ended = new Promise<void>((resolve, reject) => {
    [end, fault] = [resolve, reject];
  });
  const send = (frame: Frame): void => {
    try {
      emit({ event: "frame", data: frame });
    } catch (cause) {
      fault(cause);
    }
  };
  // What changes while the first answer is put together comes after it.
  let early: Frame[] | null = [];
  const stop = deps.live.watch(input.window, {
    tell: (frame) => (early === null ? send(frame) : void early.push(frame)),
    over: end,
  });
  const timer = setTimeout(end, LONGEST_MS);
  call.signal.addEventListener("abort", end, { once: true });
  if (call.signal.aborted) end();
  try {
    const first = await whole();
    send(first);
    // What was seen before the first answer was put together is in it, or older than it; an incident may be in neither.
    for (const frame of early) if (frame.incidents || frame.at > first.at) send(frame);
    early = null;
    await ended;
    // Who has left is no failure, and hears nothing of it.
    return ok({ success: true, ...(call.signal.aborted ? first : await whole()) });
  } finally {
    stop();
    const left = (watching.get(client) ?? 1) - 1;
    if (left > 0) watching.set(client, left);
    else watching.delete(client);
    clearTimeout(timer);
    call.signal.removeEventListener("abort", end);
  }
}
