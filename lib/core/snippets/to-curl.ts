import { encodeJson } from "./encode-json";
import { quoteForShell } from "./quote-for-shell";
import type { SnippetRequest } from "./snippet-request";

/** The request as a command for sh, bash or zsh. */
export function toCurl({ method, url, body, answers }: SnippetRequest): string {
  const curl = answers === "events" ? "curl -sSN" : "curl -sS";
  if (method === "DELETE") return `${curl} -X DELETE ${quoteForShell(url)}`;
  if (method === "GET" || !body) return `${curl} ${quoteForShell(url)}`;
  const data = quoteForShell(encodeJson(body));
  return `${curl} ${quoteForShell(url)} \\\n  -H 'content-type: application/json' \\\n  --data-raw ${data}`;
}
