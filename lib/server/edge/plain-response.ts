/** One line of text, for machines that look at the status alone. */
export function plainResponse(request: Request, status: 200 | 503, line: string): Response {
  const headers = new Headers({ "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  if (status === 503) headers.set("retry-after", "1");
  return new Response(request.method === "HEAD" ? null : `${line}\n`, { status, headers });
}
