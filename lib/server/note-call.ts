import type { ErrorCode } from "../contracts/errors";
import type { FunctionName } from "../contracts/functions";
import type { Container } from "./container-shape";

type Code = "ok" | ErrorCode;

/**
 * Notes a call that is over, by whichever way it came: in the figures and in one line of the log. One rule for all: what goes on until
 * its caller leaves is not timed, and leaving it is its good end; whatever else was cancelled counts as cancelled.
 * Gives the code that counts, for the call's span.
 */
export function noteCall(
  { recorder, logger }: Pick<Container, "recorder" | "logger">,
  call: {
    readonly id: string;
    readonly traceId: string | null;
    /** Null: no function was meant, and nothing counts. */
    readonly name: FunctionName | "other" | null;
    readonly code: Code;
    readonly ms: number;
    /** It streamed, by a function that is lasting. */
    readonly goesOn: boolean;
    readonly event?: "request" | "stream_end";
    /** False: it stands in the log alone, as what is no call does and what is noted again when it ends. */
    readonly counts?: boolean;
    /** What the way it came by knows besides. */
    readonly facts: Readonly<Record<string, unknown>>;
  },
): Code {
  const { id, traceId, name, ms, goesOn, event = "request", counts = true, facts } = call;
  const code = goesOn && call.code === "cancelled" ? "ok" : call.code;
  if (counts && name !== null) recorder.called(name, code, goesOn ? null : ms);
  logger.info(event, {
    request_id: id,
    ...(traceId !== null && { trace_id: traceId }),
    ...(name !== null && { function: name }),
    ...facts,
    code,
    ...(code !== call.code && { left: true }),
    ms: Number(ms.toFixed(2)),
  });
  return code;
}
