import type { Report } from "../core/ports";
import { noTrace, type Trace } from "../core/trace";
import type { Env } from "./env";

/** Traces where somebody collects them; else nothing of it is even loaded. */
export async function openTrace({
  env,
  version,
  warn,
}: {
  readonly env: Pick<Env, "OTEL_EXPORTER_OTLP_ENDPOINT" | "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT">;
  readonly version: string;
  readonly warn: Report;
}): Promise<Trace> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own } = env;
  const url = own ?? (all === undefined ? undefined : `${all.replace(/\/+$/, "")}/v1/traces`);
  if (url === undefined) return noTrace;
  const { openTracing } = await import("../adapters/tracing/open-tracing");
  return openTracing({ url, version, warn });
}
