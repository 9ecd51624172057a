import { serveMetrics } from "@/lib/server/surfaces/serve-metrics";

export const dynamic = "force-dynamic";

export { serveMetrics as GET, serveMetrics as HEAD };
