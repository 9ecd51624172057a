import { serveStatus } from "@/lib/server/surfaces/serve-status";

export const dynamic = "force-dynamic";

export { serveStatus as GET, serveStatus as HEAD };
