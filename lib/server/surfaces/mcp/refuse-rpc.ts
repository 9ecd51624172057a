/** Codes of JSON-RPC, and the one that this protocol uses for all else. */
export const rpcCodes = {
  parse: -32_700,
  request: -32_600,
  params: -32_602,
  internal: -32_603,
  other: -32_000,
} as const;

/** A refusal that belongs to no message: an error of JSON-RPC without an id, under the status that HTTP has for it. */
export function refuseRpc(
  status: number,
  kind: keyof typeof rpcCodes,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = { jsonrpc: "2.0", error: { code: rpcCodes[kind], message }, id: null };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...headers },
  });
}
