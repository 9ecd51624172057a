import type { ReadableSpan } from "@opentelemetry/sdk-trace-node";

/** Facts that are known to hold neither a text nor an address with a query. */
const ALLOWED =
  /^(?:http\.(?:request\.method|response\.status_code|route|method|status_code)|error\.type|next\.(?:route|span_type|rsc|segment|page)|barometer\..+)$/;
const LONGEST = 120;

const cut = (text: string): string => text.replace(/[?#].*$/s, "").slice(0, LONGEST);

/**
 * A span as it may leave the machine: the framework's own name addresses with their queries, and errors with their words. Facts that
 * are not known to be harmless are left out, texts among them end before a query, and events and words of a failure are dropped.
 */
export function cleanSpan(span: ReadableSpan): ReadableSpan {
  const { name, kind, startTime, endTime, duration, ended, resource, instrumentationScope } = span;
  const context = span.spanContext();
  const facts = Object.entries(span.attributes).filter(([fact]) => ALLOWED.test(fact));
  return {
    name: cut(name),
    kind,
    spanContext: () => context,
    ...(span.parentSpanContext && { parentSpanContext: span.parentSpanContext }),
    startTime,
    endTime,
    duration,
    ended,
    status: { code: span.status.code },
    attributes: Object.fromEntries(
      facts.map(([fact, value]) => [fact, typeof value === "string" ? cut(value) : value]),
    ),
    links: [],
    events: [],
    resource,
    instrumentationScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}
