import { corsHeaders } from "../../edge/respond";

const headers = { ...corsHeaders, "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };

/** Small answers of the protocol itself, each its own. */
export const sendJson = (body: unknown): Response => new Response(JSON.stringify(body), { headers });
