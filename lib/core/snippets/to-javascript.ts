import { encodeJson } from "./encode-json";
import { javascriptLiteral } from "./javascript-literal";
import type { SnippetRequest } from "./snippet-request";

const endings: Readonly<Record<NonNullable<SnippetRequest["answers"]>, string>> = {
  json: "console.log(JSON.stringify(await response.json(), null, 2));",
  text: "console.log(await response.text());",
  events: "for await (const part of response.body.pipeThrough(new TextDecoderStream())) console.log(part);",
};

/** The request as a module of JavaScript, for a browser or Node. */
export function toJavascript({ method, url, body, answers = "json" }: SnippetRequest): string {
  const last = endings[answers];
  if (method === "DELETE") return `const response = await fetch(${encodeJson(url)}, { method: "DELETE" });\n${last}`;
  if (method === "GET" || !body) return `const response = await fetch(${encodeJson(url)});\n${last}`;
  return [
    `const response = await fetch(${encodeJson(url)}, {`,
    `  method: "POST",`,
    `  headers: { "content-type": "application/json" },`,
    `  body: JSON.stringify(${javascriptLiteral(body, 2).replaceAll("\n", "\n  ")}),`,
    "});",
    last,
  ].join("\n");
}
