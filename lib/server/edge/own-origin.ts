/**
 * Where this server is for who asks, as `https://host`: by the Host header, or by what the outermost of so many trusted proxies saw.
 */
export function ownOrigin(request: Request, hops: number): string {
  const { protocol, host } = new URL(request.url);
  const said = {
    protocol: forwarded(request.headers.get("x-forwarded-proto"), hops) ?? protocol.slice(0, -1),
    host: forwarded(request.headers.get("x-forwarded-host"), hops) ?? request.headers.get("host") ?? host,
  };
  const scheme = said.protocol === "https" ? "https" : "http";
  const address = `${scheme}://${said.host}`;
  return URL.canParse(address) ? new URL(address).origin : `${scheme}://${host}`;
}

/** The entry of the outermost trusted proxy; where there are fewer, all of them agree. */
function forwarded(header: string | null, hops: number): string | undefined {
  if (hops === 0 || header === null) return undefined;
  const entries = header.split(",").map((entry) => entry.trim());
  return (entries.at(-hops) ?? entries[0]) || undefined;
}
