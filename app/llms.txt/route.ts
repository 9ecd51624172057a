import { toLlmsText } from "@/lib/core/snippets/to-llms-text";
import { serveDescription } from "@/lib/server/surfaces/serve-description";

export const dynamic = "force-dynamic";

export const GET = (request: Request): Promise<Response> => serveDescription(request, toLlmsText);
