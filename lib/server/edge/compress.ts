/** Shorter answers fit into few packets, and are not worth the work. */
const SHORTEST_BYTES = 4_096;

/** Compresses a long answer for a client that takes gzip; streams of events stay as they are, each is to come at once. */
export function compress(request: Request, response: Response): Response {
  const { headers } = response;
  const length = headers.get("content-length");
  // A file that is made while it is sent has no length, and is long.
  const isLong = length === null ? headers.has("content-disposition") : Number(length) >= SHORTEST_BYTES;
  if (!isLong || response.body === null || headers.has("content-encoding")) return response;
  headers.append("vary", "Accept-Encoding");
  if (!takesGzip(request.headers.get("accept-encoding") ?? "")) return response;
  headers.set("content-encoding", "gzip");
  headers.delete("content-length");
  const { status } = response;
  return new Response(response.body.pipeThrough(new CompressionStream("gzip")), { status, headers });
}

const takesGzip = (accepted: string): boolean =>
  accepted.split(",").some((part) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0+)?\s*$).*)?$/i.test(part));
