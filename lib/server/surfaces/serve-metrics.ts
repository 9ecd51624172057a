import { getContainer } from "../container";
import { answerMetrics } from "./answer-metrics";

/** Metrics of this process as Prometheus reads them, outside the rate limit; with METRICS_TOKEN for those only who bear it. */
export const serveMetrics = async (request: Request): Promise<Response> => answerMetrics(request, await getContainer());
