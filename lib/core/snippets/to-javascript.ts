import { encodeJson } from "./encode-json";
import type { SnippetRequest } from "./snippet-request";

/** The request as a module of JavaScript, for a browser or Node. */
export function toJavascript({ method, url, body }: SnippetRequest): string {
  const last = "console.log(await response.json());";
  if (method === "DELETE") return `const response = await fetch(${encodeJson(url)}, { method: "DELETE" });\n${last}`;
  if (method === "GET" || !body) return `const response = await fetch(${encodeJson(url)});\n${last}`;
  return [
    `const response = await fetch(${encodeJson(url)}, {`,
    `  method: "POST",`,
    `  headers: { "content-type": "application/json" },`,
    `  body: JSON.stringify(${encodeJson(body, 2).replaceAll("\n", "\n  ")}),`,
    "});",
    last,
  ].join("\n");
}
