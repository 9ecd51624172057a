import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A span as it was received. */
interface Received {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly kind: number;
  readonly error: boolean;
  readonly ms: number;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface Collector {
  readonly origin: string;
  /** Bodies as they came. */
  readonly bodies: readonly string[];
  readonly headers: readonly IncomingHttpHeaders[];
  spans(): readonly Received[];
  /** Facts of the process that sent them. */
  resource(): Readonly<Record<string, unknown>>;
}

/** A collector of traces that keeps what it is sent. `hangs`: it takes what is sent and never answers. */
export async function startCollector({ hangs = false }: { readonly hangs?: boolean } = {}): Promise<Collector> {
  const bodies: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      bodies.push(Buffer.concat(parts).toString("utf8"));
      headers.push(request.headers);
      if (!hangs) response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  // Bound to a port, so that its address is no path.
  const { port } = server.address() as AddressInfo;
  const sent = () => bodies.flatMap((body) => (JSON.parse(body) as Sent).resourceSpans);
  return {
    origin: `http://127.0.0.1:${port}`,
    bodies,
    headers,
    spans: () => sent().flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans.map(toReceived))),
    resource: () => factsOf(sent()[0]?.resource.attributes ?? []),
  };
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly SentFact[] };
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
}

interface SentFact {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code?: number };
  readonly attributes: readonly SentFact[];
}

const factsOf = (facts: readonly SentFact[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(facts.map(({ key, value }) => [key, Object.values(value)[0]]));

const toReceived = (span: SentSpan): Received => ({
  name: span.name,
  traceId: span.traceId,
  spanId: span.spanId,
  parentSpanId: span.parentSpanId,
  kind: span.kind,
  error: span.status.code === 2,
  ms: Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6,
  facts: factsOf(span.attributes),
});
