import { createMetricsWriter, type MetricsFormat, metricsTypes } from "../../adapters/metrics/create-metrics-writer";
import { keptFor } from "../../core/kept-for";
import { listMetrics } from "../../services/list-metrics";
import type { Container } from "../container-shape";
import { bearsToken } from "../edge/bears-token";
import { preferredTypes } from "../edge/preferred-types";

/** Many scrapers cost one look. */
const KEPT_MS = 1_000;

type Formats = Readonly<Record<MetricsFormat, () => Promise<string>>>;
const offices = new WeakMap<object, Formats>();

/** Answers a scrape in the format that is asked for; 401 where it bears no token and one is needed. */
export async function answerMetrics(
  request: Request,
  container: Pick<Container, "env" | "clock" | "overview" | "own">,
): Promise<Response> {
  const token = container.env.METRICS_TOKEN;
  if (token !== undefined && !bearsToken(request.headers, token)) {
    return answer(request, 401, "Metrics are for those who bear the token.\n", {
      "content-type": "text/plain; charset=utf-8",
      "www-authenticate": 'Bearer realm="metrics"',
    });
  }
  const format = formatOf(request.headers.get("accept"));
  const text = await officeOf(container)[format]();
  return answer(request, 200, text, { "content-type": metricsTypes[format], vary: "Accept" });
}

function officeOf(container: Parameters<typeof answerMetrics>[1]): Formats {
  const known = offices.get(container);
  if (known) return known;
  const { overview, own, clock } = container;
  const write = createMetricsWriter();
  const deps = { ...overview, own, build: process.env.BAROMETER_BUILD ?? "" };
  const kept = (format: MetricsFormat) =>
    keptFor(KEPT_MS, clock.now, async () => write(await listMetrics({ deps }), format));
  const made = { text: kept("text"), openmetrics: kept("openmetrics") };
  offices.set(container, made);
  return made;
}

const OPENMETRICS = "application/openmetrics-text";
const known: ReadonlySet<string> = new Set([OPENMETRICS, "text/plain", "text/*", "*/*"]);

/** Plain text, unless the other is named and preferred. Versions are not compared: both have been the same for years. */
function formatOf(accept: string | null): MetricsFormat {
  const [best] = preferredTypes(accept ?? "").filter((type) => known.has(type));
  return best === OPENMETRICS ? "openmetrics" : "text";
}

/** The length is told also to who asks for the head alone. */
function answer(request: Request, status: number, body: string, headers: Record<string, string>): Response {
  const length = String(new TextEncoder().encode(body).length);
  return new Response(request.method === "HEAD" ? null : body, {
    status,
    headers: { ...headers, "content-length": length, "cache-control": "no-store" },
  });
}
