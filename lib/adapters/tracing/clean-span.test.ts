import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { expect, test } from "vitest";
import { cleanSpan } from "./clean-span";

test("of the framework's spans only what is harmless leaves: no query, no address of a fetch, no words of an error", () => {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const span = provider.getTracer("next.js").startSpan("GET /news?q=secret", {
    kind: SpanKind.SERVER,
    attributes: {
      "http.method": "GET",
      "http.target": "/news?q=secret",
      "http.url": "https://host/?q=secret",
      "http.route": "/news",
      "http.status_code": 500,
      "next.span_name": "GET /news?q=secret",
      "next.route": "/news?q=secret",
      "user.text": "secret",
      "barometer.function": "x".repeat(500),
    },
    links: [
      { context: { traceId: "1".repeat(32), spanId: "1".repeat(16), traceFlags: 1 }, attributes: { a: "secret" } },
    ],
  });
  span.recordException(new Error("secret"));
  span.setStatus({ code: SpanStatusCode.ERROR, message: "secret" });
  span.end();
  const [given] = exporter.getFinishedSpans();
  if (!given) throw new Error("it was not kept");
  expect(given.events).toHaveLength(1);
  const { resource: _, ...clean } = cleanSpan(given);
  expect(JSON.stringify(clean)).not.toContain("secret");
  expect(clean).toMatchObject({
    name: "GET /news",
    kind: SpanKind.SERVER,
    status: { code: SpanStatusCode.ERROR },
    startTime: given.startTime,
    endTime: given.endTime,
    attributes: { "http.method": "GET", "http.route": "/news", "http.status_code": 500, "next.route": "/news" },
    events: [],
    links: [],
  });
  expect(clean.attributes["barometer.function"]).toHaveLength(120);
  expect(clean.spanContext()).toEqual(given.spanContext());
});
