import { serveReady } from "@/lib/server/surfaces/serve-ready";

export const dynamic = "force-dynamic";

export { serveReady as GET, serveReady as HEAD };
