import type { IncomingHttpHeaders } from "node:http";
import type { Exchange, Service } from "./types";

/** How a request ended: still open, answered in full, given up by the client, or broken by a fault. */
type Outcome = "open" | "answered" | "aborted" | "broken";

export interface RequestEntry {
  readonly number: number;
  /** Milliseconds since the double started. */
  readonly atMs: number;
  readonly service: Service;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** As received; the value of a token is never kept. */
  readonly headers: Readonly<Record<string, string>>;
  /** The start of the body. */
  readonly body: string;
  readonly bodyBytes: number;
  /** Kinds of the faults that struck. */
  readonly faults: readonly string[];
  status: number | null;
  /** Of the body that was to be sent. */
  sentBytes: number;
  outcome: Outcome;
}

export interface RequestLog {
  add(exchange: Exchange, faults: readonly string[]): RequestEntry;
  entries(): readonly RequestEntry[];
  /** Requests by `METHOD path`, also those whose entry was dropped; rarest addresses beyond the cap count as `other`. */
  counts(): Readonly<Record<string, number>>;
  total(): number;
  clear(): void;
}

const KEPT = 5_000;
const KEPT_BODY = 4_096;
const KEPT_PATHS = 1_000;

const hide = (text: string): string => text.replace(/hf_\w+/g, "hf_***");

function hideHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const text = Array.isArray(value) ? value.join(", ") : (value ?? "");
    if (name === "cookie") shown[name] = "***";
    else
      shown[name] =
        name === "authorization" ? text.replace(/(?<=^\S+ ).*/s, "***").replace(/^\S+$/, "***") : hide(text);
  }
  return shown;
}

/** Keeps the latest requests, and how many there were of each. */
export function createRequestLog(): RequestLog {
  const startedAt = performance.now();
  let kept: RequestEntry[] = [];
  let counts = new Map<string, number>();
  let total = 0;
  return {
    add(exchange, faults) {
      total += 1;
      // Decoded, as the patterns of faults see it.
      const path = hide(`/${exchange.segments.join("/")}`);
      const key = `${exchange.method} ${path}`;
      const counted = counts.has(key) || counts.size < KEPT_PATHS ? key : "other";
      counts.set(counted, (counts.get(counted) ?? 0) + 1);
      const entry: RequestEntry = {
        number: total,
        atMs: Math.round(performance.now() - startedAt),
        service: exchange.service,
        method: exchange.method,
        path,
        query: hide(exchange.query.toString()),
        headers: hideHeaders(exchange.headers),
        body: hide(exchange.body.subarray(0, KEPT_BODY).toString("utf8")),
        bodyBytes: exchange.body.length,
        faults,
        status: null,
        sentBytes: 0,
        outcome: "open",
      };
      kept.push(entry);
      if (kept.length > KEPT * 1.1) kept = kept.slice(-KEPT);
      return entry;
    },
    entries: () => kept.slice(-KEPT),
    counts: () => Object.fromEntries(counts),
    total: () => total,
    clear() {
      kept = [];
      counts = new Map();
      total = 0;
    },
  };
}
