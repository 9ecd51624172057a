import { type Context, type TextMapPropagator, TraceFlags, trace } from "@opentelemetry/api";

const HEADER = "traceparent";
/** W3C Trace Context, level 1: later versions may add parts behind these. */
const FORM = /^(?!ff)([\da-f]{2})-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(-.*)?$/;

/**
 * Takes over the trace that a caller's `traceparent` names; one that is none is as if it were not there. Of `tracestate` and baggage
 * nothing is read, as anything may stand in them, and nothing is sent on: who is asked need not know who asks.
 */
export const traceParent: TextMapPropagator = {
  inject() {},
  extract(context, carrier, getter): Context {
    const given = getter.get(carrier, HEADER);
    const said = Array.isArray(given) ? given[0] : given;
    const [, version, traceId, spanId, flags = "", more] = FORM.exec(said?.trim() ?? "") ?? [];
    if (traceId === undefined || spanId === undefined || (version === "00" && more !== undefined)) return context;
    const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
    return trace.setSpanContext(context, { traceId, spanId, traceFlags, isRemote: true });
  },
  fields: () => [HEADER],
};
