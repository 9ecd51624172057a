import type { z } from "zod";
import type { ErrorCode, Problem } from "../../contracts/errors";
import { type AppError, fail, type Result } from "../../core/errors";
import { toJsonLine } from "../../core/json-line";
import type { Call, CallEvent } from "../../core/ports";
import { streamHeaders } from "./stream-headers";

const MOST_UNREAD = 100;

const encoder = new TextEncoder();
const encode = (event: string, data: unknown): Uint8Array =>
  encoder.encode(`event: ${event}\ndata: ${toJsonLine(data)}\n\n`);

/**
 * Answers with server-sent events: those that the verb emits, then `done` with its result less the items that were
 * sent already, or `error` with a problem document. An item that breaks its schema ends the stream instead of being
 * shown. When the client closes, the call's signal aborts. `ended` is told once how it went.
 */
export function streamResponse(args: {
  readonly request: Request;
  readonly requestId: string;
  readonly item: z.ZodType | null;
  readonly run: (call: Call) => Promise<Result<unknown>>;
  readonly toData: (error: AppError) => Problem;
  readonly ended: (outcome: "done" | ErrorCode) => void;
}): Response {
  const { request, requestId, item, toData } = args;
  if (request.method === "HEAD") {
    args.ended("done");
    return new Response(null, { headers: streamHeaders });
  }
  const closed = new AbortController();
  const close = (): void => closed.abort();
  request.signal.addEventListener("abort", close, { once: true });

  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (bytes: Uint8Array): void => {
        if (!closed.signal.aborted) controller.enqueue(bytes);
      };
      const send = (event: string, data: unknown): void => write(encode(event, data));
      const emit = ({ event, data }: CallEvent): void => {
        const isBehind = (controller.desiredSize ?? 0) < -MOST_UNREAD;
        // To a client that does not read, how far it is now is told later.
        if (event === "progress" && isBehind) return;
        if (event === "frame") {
          if (!isBehind) {
            write(encodeFrame(data, item));
            return;
          }
          // Of what only tells what is new nothing may be left out: whoever does not read begins anew.
          if (!closed.signal.aborted) controller.close();
          close();
          return;
        }
        if ((event === "item" || event === "first") && !item?.safeParse(data).success) throw new BrokenItem();
        send(event, data);
      };
      const outcome = await settle(() => args.run({ requestId, signal: closed.signal, emit }));
      if (outcome.ok) send("done", withoutResults(outcome.value));
      else send("error", toData(outcome.error));
      request.signal.removeEventListener("abort", close);
      args.ended(outcome.ok ? "done" : outcome.error.code);
      if (!closed.signal.aborted) controller.close();
    },
    cancel: close,
  });
  return new Response(body, { headers: streamHeaders });
}

/** What was written of frames, which go to many at once: each is checked and written once. */
const frames = new WeakMap<object, Uint8Array>();

function encodeFrame(data: unknown, item: z.ZodType | null): Uint8Array {
  if (typeof data !== "object" || data === null) throw new BrokenItem();
  const known = frames.get(data);
  if (known) return known;
  if (!item?.safeParse(data).success) throw new BrokenItem();
  const bytes = encode("frame", data);
  frames.set(data, bytes);
  return bytes;
}

class BrokenItem extends Error {
  override readonly name = "BrokenItem";
}

async function settle(run: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
  try {
    return await run();
  } catch (cause) {
    const broken = cause instanceof BrokenItem;
    const detail = broken ? "An item did not fit its contract and was held back." : "The server could not finish.";
    return fail("internal", detail, { cause });
  }
}

function withoutResults(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== "results"));
}
