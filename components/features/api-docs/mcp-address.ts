/**
 * Address of the MCP server; with fewer tools than there are it names them, in their own order. Null without a tool: an
 * address that names none is that of all.
 */
export function mcpAddress(
  origin: string,
  functions: readonly { readonly name: string }[],
  tools: readonly string[],
): string | null {
  const url = `${origin}/gradio_api/mcp/`;
  const named = functions.map(({ name }) => name).filter((name) => tools.includes(name));
  if (named.length === 0) return null;
  return named.length === functions.length ? url : `${url}?tools=${named.join(",")}`;
}
