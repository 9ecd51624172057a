import { toLlmsFullText } from "@/lib/core/snippets/to-llms-full-text";
import { serveDescription } from "@/lib/server/surfaces/serve-description";

export const dynamic = "force-dynamic";

export const GET = (request: Request): Promise<Response> => serveDescription(request, toLlmsFullText);
