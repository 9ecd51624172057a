import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  type ReadableSpan,
  type SpanExporter,
} from "@opentelemetry/sdk-trace-node";
import type { Report } from "../../core/ports";
import type { Trace } from "../../core/trace";
import { cleanSpan } from "./clean-span";
import { traceParent } from "./trace-parent";

/** Spans that wait to be sent; more are dropped. */
const MOST_WAITING = 2_048;
const MOST_AT_ONCE = 256;
const SEND_EVERY_MS = 2_000;
const SEND_MS = 5_000;
/** The end of the process waits no longer. */
const CLOSE_MS = 1_000;
/** The framework's own word for each address that it fetches. */
const FETCHED = "AppRender.fetch";

/**
 * Sends spans to a collector by OTLP over HTTP, as JSON, in batches and behind everybody's back; the framework's own, too. A collector
 * that is out costs the spans that there is no room for, and one line of the log. `OTEL_…` names that the library knows (headers,
 * sampler, resource) are read by it.
 */
export function openTracing(options: {
  /** Where spans are posted to. */
  readonly url: string;
  readonly version: string;
  readonly warn: Report;
}): Trace {
  // Its spans of fetches bear whole addresses.
  process.env.NEXT_OTEL_FETCH_DISABLED ??= "1";
  const exporter = cleanly(new OTLPTraceExporter({ url: options.url, timeoutMillis: SEND_MS }), options.warn);
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": "barometer", "service.version": options.version }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [
      new BatchSpanProcessor(exporter, {
        maxQueueSize: MOST_WAITING,
        maxExportBatchSize: MOST_AT_ONCE,
        scheduledDelayMillis: SEND_EVERY_MS,
        exportTimeoutMillis: SEND_MS,
      }),
    ],
  });
  provider.register({ propagator: traceParent });
  const tracer = provider.getTracer("barometer");
  const headersOf = {
    get: (headers: Pick<Headers, "get">, name: string) => headers.get(name) ?? undefined,
    keys: () => [],
  };

  return {
    serve(headers, name, work) {
      // Where the framework is around it, that has heeded the headers.
      const around = context.active();
      const parent = trace.getSpan(around) ? around : traceParent.extract(ROOT_CONTEXT, headers, headersOf);
      const span = tracer.startSpan(name, { kind: SpanKind.SERVER }, parent);
      const { traceId } = span.spanContext();
      return context.with(trace.setSpan(parent, span), () =>
        work({
          traceId,
          end(last, facts, error) {
            span.updateName(last);
            span.setAttributes(facts);
            if (error !== null) {
              span.setAttribute("error.type", error);
              span.setStatus({ code: SpanStatusCode.ERROR });
            }
            span.end();
          },
        }),
      );
    },
    past({ name, ms, facts, error, leaves }) {
      const within = context.active();
      if (!trace.getSpan(within)) return;
      const end = Date.now();
      const attributes = error === null ? facts : { ...facts, "error.type": error };
      const kind = leaves ? SpanKind.CLIENT : SpanKind.INTERNAL;
      const span = tracer.startSpan(name, { kind, attributes, startTime: end - ms }, within);
      if (error !== null) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(end);
    },
    bind: (work) => context.bind(context.active(), work),
    detached: (work) => context.with(ROOT_CONTEXT, work),
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_MS);
      });
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      clearTimeout(timer);
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}

/** Sends only what may be sent, and tells once when it no longer can, and once when it can again. */
function cleanly(exporter: OTLPTraceExporter, warn: Report): SpanExporter {
  let failing = false;
  return {
    export(spans: ReadableSpan[], done) {
      const kept = spans.filter(({ attributes }) => attributes["next.span_type"] !== FETCHED);
      exporter.export(kept.map(cleanSpan), (result) => {
        const { error } = result;
        const fails = error !== undefined;
        if (fails && !failing) warn("traces_not_sent", { spans: spans.length, why: whyOf(error) });
        if (!fails && failing) warn("traces_sent_again", { spans: spans.length });
        failing = fails;
        // The library writes of failures by itself, at length and each time; it was told above.
        done(fails ? { code: 0 } : result);
      });
    },
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  };
}

/** A status or the system's own word; a message may hold an address with a password. */
const whyOf = (error: Error): string => ("code" in error ? String(error.code) : error.name);
