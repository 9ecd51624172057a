import { serveOpenApi } from "@/lib/server/surfaces/serve-openapi";

export const dynamic = "force-dynamic";

export { serveOpenApi as GET };
