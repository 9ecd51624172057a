import type { IncomingHttpHeaders } from "node:http";

/** The hosts that the double stands in for. */
export const services = ["hub", "router", "datasets", "cdn"] as const;
export type Service = (typeof services)[number];
/** What listens on a port: one service each, and `all`, which tells them apart by path. */
export const listeners = ["all", ...services] as const;
export type Listener = (typeof listeners)[number];
export type Origins = Readonly<Record<Listener, string>>;

/** Who asks, told by the form of the token: tests mint tokens freely, none is secret. */
export interface Caller {
  readonly kind: "anonymous" | "invalid" | "user";
  readonly mayInfer: boolean;
  readonly hasCredits: boolean;
  /** Was let into the gated repositories. */
  readonly granted: boolean;
}

/** A request, read whole. */
export interface Exchange {
  readonly service: Service;
  readonly listener: Listener;
  readonly method: string;
  /** Path as sent. */
  readonly path: string;
  /** Path cut at `/`, each part decoded. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly caller: Caller;
}

/** Bytes that need not be in memory. */
export interface Source {
  readonly size: number;
  /** Bytes from `start` up to `end` (exclusive). */
  read(start: number, end: number): Buffer;
}

export type Headers = Readonly<Record<string, string>>;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly source: Source;
  /** What a JSON body says, so that a fault can bend it. */
  readonly value?: unknown;
  /** Parts of an event stream, sent one by one instead of `source`. */
  readonly events?: readonly string[];
}
