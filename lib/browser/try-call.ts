import type { SnippetCall } from "../core/snippets/snippet-call";
import { toRequest } from "../core/snippets/to-request";
import { type ApiError, parseProblem } from "./parse-problem";
import { type StreamedEvent, splitEvents } from "./split-events";
import { triedCalls } from "./tried-calls";

/** What came back: all of it, whatever it is. */
export interface Tried {
  /** Null: no answer came. */
  readonly status: number | null;
  /** Milliseconds from the question to the end of what is here. */
  readonly ms: number;
  readonly requestId: string | null;
  /** Indented where it is JSON. */
  readonly body: string;
  /** The newest events of a stream, and how many there were. */
  readonly events: readonly StreamedEvent[];
  readonly eventCount: number;
  readonly error: ApiError | null;
}

interface TryOptions {
  readonly signal: AbortSignal;
  /** Null: it may last. */
  readonly deadlineMs: number | null;
  /** Told of a stream whenever some of it came. */
  readonly grown: (tried: Tried) => void;
}

/** Events that are kept of a long stream. */
const MOST_EVENTS = 50;
/** The way there and back is not in the server's own deadline. */
const TRAVEL_MS = 3_000;

/** Sends a call as its snippet does, and gives back what came, as it came. Never throws. */
export async function tryCall(call: SnippetCall, options: TryOptions): Promise<Tried> {
  const { method, url, body } = toRequest(call);
  const began = performance.now();
  const late = options.deadlineMs === null ? null : AbortSignal.timeout(options.deadlineMs + TRAVEL_MS);
  const nothing = { status: null, requestId: null, body: "", events: [], eventCount: 0, error: null };
  let tried: Omit<Tried, "ms"> = nothing;
  const timed = (): Tried => ({ ...tried, ms: performance.now() - began });
  try {
    const response = await fetch(url, {
      method,
      signal: late === null ? options.signal : AbortSignal.any([options.signal, late]),
      ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    tried = { ...tried, status: response.status, requestId: response.headers.get("x-request-id") };
    if (response.ok) triedCalls.tell(call);
    if (response.headers.get("content-type")?.startsWith("text/event-stream") === true && response.body) {
      for await (const events of readEvents(response.body)) {
        const kept = [...tried.events, ...events].slice(-MOST_EVENTS);
        tried = { ...tried, events: kept, eventCount: tried.eventCount + events.length };
        options.grown(timed());
      }
      return timed();
    }
    const text = await response.text();
    const error = response.ok ? null : parseProblem(response.status, response.headers, text);
    tried = { ...tried, body: indent(text), error, requestId: tried.requestId ?? error?.requestId ?? null };
  } catch {
    const detail = late?.aborted === true ? "The server took too long." : "The server could not be reached.";
    tried = { ...tried, error: { code: late?.aborted === true ? "deadline_exceeded" : "unavailable", detail } };
  }
  return timed();
}

async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<readonly StreamedEvent[]> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let left = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const { events, rest } = splitEvents(left + decoder.decode(part.value, { stream: true }));
    left = rest;
    if (events.length > 0) yield events;
  }
}

function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
