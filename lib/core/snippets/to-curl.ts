import { encodeJson } from "./encode-json";
import type { SnippetRequest } from "./snippet-request";

/** In single quotes a shell reads everything as it is, but for the quote itself. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The request as a command for sh, bash or zsh. */
export function toCurl({ method, url, body }: SnippetRequest): string {
  if (method === "DELETE") return `curl -sS -X DELETE ${quote(url)}`;
  if (method === "GET" || !body) return `curl -sS ${quote(url)}`;
  return `curl -sS ${quote(url)} \\\n  -H 'content-type: application/json' \\\n  --data-raw ${quote(encodeJson(body))}`;
}
