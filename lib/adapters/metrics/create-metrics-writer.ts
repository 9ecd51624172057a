import { Counter, collectDefaultMetrics, Gauge, type Metric, Registry } from "prom-client";
import type { HistogramSample, MetricFamily } from "../../core/metrics/metric-family";
import { isSensible } from "./is-sensible";

/** What a scraper may ask for, with its media type. */
export const metricsTypes = {
  text: Registry.PROMETHEUS_CONTENT_TYPE,
  openmetrics: Registry.OPENMETRICS_CONTENT_TYPE,
} as const;
export type MetricsFormat = keyof typeof metricsTypes;

type Write = (families: readonly MetricFamily[], format: MetricsFormat) => Promise<string>;

/**
 * Writes metrics as Prometheus reads them, those of the process itself (memory, processor, event loop, garbage) at the end. These are
 * watched from the first writing on: a server that nobody scrapes pays nothing for them.
 */
export function createMetricsWriter(): Write {
  let ofProcess: Registry | null = null;
  return async (families, format) => {
    if (ofProcess === null) {
      ofProcess = new Registry();
      collectDefaultMetrics({ register: ofProcess });
    }
    // Made anew each time: labels that are gone leave no trace, and names are those of one format.
    const registry: Registry = new Registry();
    // The types name one format a registry; the library takes both (`Registry.OPENMETRICS_CONTENT_TYPE` is its own).
    registry.setContentType(metricsTypes[format] as typeof metricsTypes.text);
    for (const family of families) register(registry, family);
    for (const metric of await ofProcess.getMetricsAsJSON()) {
      const values = metric.values.filter(({ value }) => isSensible(metric.name, value));
      registerKept(registry, { ...metric, values });
    }
    return registry.metrics();
  };
}

function register(registry: Registry, family: MetricFamily): void {
  const { name, help } = family;
  const made = { name, help, labelNames: [...family.labelNames], registers: [registry] };
  if (family.type === "histogram") {
    const { bounds, samples } = family;
    registerKept(registry, { name, help, type: family.type, values: samples.flatMap(valuesOf(name, bounds)) });
  } else if (family.type === "counter") {
    const counter = new Counter(made);
    for (const { labels, value } of family.samples) counter.inc(labels, value);
  } else {
    const gauge = new Gauge(made);
    for (const { labels, value } of family.samples) gauge.set(labels, value);
  }
}

/** As the library's own histograms give theirs. */
const valuesOf =
  (name: string, bounds: readonly number[]) =>
  ({ labels, within, sum, count }: HistogramSample) => [
    ...[...bounds, "+Inf"].map((le, index) => ({
      metricName: `${name}_bucket`,
      labels: { ...labels, le: String(le) },
      value: within[index] ?? count,
    })),
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: count },
  ];

/**
 * Registers values that were counted elsewhere. The library has no class for a histogram that is already counted; its registry asks
 * a metric for no more than `name`, `type` and `get`.
 */
function registerKept(registry: Registry, kept: KeptMetric): void {
  const metric = { ...kept, get: async () => metric };
  // The types ask for one of the library's classes; the registry uses nothing else of them.
  registry.registerMetric(metric as unknown as Metric);
}

type KeptMetric = Pick<Awaited<ReturnType<Registry["getMetricsAsJSON"]>>[number], "name" | "help" | "values"> & {
  readonly type: unknown;
};
