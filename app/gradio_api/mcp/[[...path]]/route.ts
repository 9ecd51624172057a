import { serveMcp } from "@/lib/server/surfaces/mcp/serve-mcp";

export const dynamic = "force-dynamic";

export { serveMcp as DELETE, serveMcp as GET, serveMcp as HEAD, serveMcp as OPTIONS, serveMcp as POST };
