import type { Problem } from "../../contracts/errors";
import type { AppError, Result } from "../../core/errors";
import type { Call, CallEvent } from "../../core/ports";

const encoder = new TextEncoder();
const encode = (event: string, data: unknown): Uint8Array =>
  encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

/**
 * Answers with server-sent events: those that the verb emits, then `done` with its result less the items that were
 * sent already, or `error` with a problem document. When the client closes, the call's signal aborts.
 */
export function streamResponse(args: {
  readonly request: Request;
  readonly requestId: string;
  readonly run: (call: Call) => Promise<Result<unknown>>;
  readonly toData: (error: AppError) => Problem;
}): Response {
  const closed = new AbortController();
  const signal = AbortSignal.any([args.request.signal, closed.signal]);
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (event: string, data: unknown): void => {
        if (!signal.aborted) controller.enqueue(encode(event, data));
      };
      const emit = ({ event, data }: CallEvent): void => send(event, data);
      try {
        const outcome = await args.run({ requestId: args.requestId, signal, emit });
        if (outcome.ok) send("done", withoutResults(outcome.value));
        else send("error", args.toData(outcome.error));
      } catch (cause) {
        send("error", args.toData({ code: "internal", detail: "The server could not finish.", cause }));
      }
      if (!signal.aborted) controller.close();
    },
    cancel() {
      closed.abort();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "access-control-allow-origin": "*",
      "x-accel-buffering": "no",
    },
  });
}

function withoutResults(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== "results"));
}
