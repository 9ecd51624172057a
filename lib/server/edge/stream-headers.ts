import { corsHeaders } from "./respond";

/** What each answer with server-sent events carries: compressed or held back by a proxy, events would come late. */
export const streamHeaders = {
  ...corsHeaders,
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};
