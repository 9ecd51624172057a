import { serveAlive } from "@/lib/server/surfaces/serve-alive";

export const dynamic = "force-dynamic";

export { serveAlive as GET, serveAlive as HEAD };
