/** What is known of a span. Never a text, a query, a symbol or a token: it leaves the machine. */
type Facts = Readonly<Record<string, string | number | boolean>>;

/** A span that has begun. */
export interface OpenSpan {
  /** 32 hex digits, for the log; null where nothing is traced. */
  readonly traceId: string | null;
  /** Ends it. `error`: by which code it failed, or null. */
  end(name: string, facts: Facts, error: string | null): void;
}

/** What has just ended, within whatever is under way. */
interface PastSpan {
  readonly name: string;
  readonly ms: number;
  readonly facts: Facts;
  readonly error: string | null;
  /** True: another service was asked. */
  readonly leaves?: boolean;
}

/** Tells where the time of a request went, to whoever collects that. Never fails and never waits. */
export interface Trace {
  /** Begins the span of a request, below the caller's own where its headers name one, and does the work within it. */
  serve<T>(headers: Pick<Headers, "get">, name: string, work: (span: OpenSpan) => T): T;
  /** Notes what has ended. What belongs to no request is left out. */
  past(span: PastSpan): void;
  /** The work, as part of what is under way now, whoever starts it later. */
  bind<T>(work: () => T): () => T;
  /** Does work that belongs to no request, though one may have set it off: it goes on when that has long ended. */
  detached<T>(work: () => T): T;
  /** Sends what is left, for a second at the most. */
  close(): Promise<void>;
}

const nobody: OpenSpan = { traceId: null, end() {} };

/** Where nobody collects traces. */
export const noTrace: Trace = {
  serve: (_headers, _name, work) => work(nobody),
  past() {},
  bind: (work) => work,
  detached: (work) => work(),
  async close() {},
};
