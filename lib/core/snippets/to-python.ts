import { encodeJson } from "./encode-json";
import type { SnippetRequest } from "./snippet-request";

/** The request for Python 3, with its standard library alone. */
export function toPython({ method, url, body }: SnippetRequest): string {
  const answer = ["with urlopen(request) as response:", "    print(json.load(response))"];
  const head = ["import json", "from urllib.request import Request, urlopen", ""];
  if (method === "DELETE") {
    return [...head, `request = Request(${encodeJson(url)}, method="DELETE")`, ...answer].join("\n");
  }
  if (method === "GET" || !body) return [...head, `request = Request(${encodeJson(url)})`, ...answer].join("\n");
  return [
    ...head,
    `body = ${literal(body)}`,
    // The bytes that the page sends: with ASCII escapes a text in another script is three times as long.
    'data = json.dumps(body, ensure_ascii=False, separators=(",", ":"))',
    "request = Request(",
    `    ${encodeJson(url)},`,
    '    data=data.encode("utf-8", "backslashreplace"),',
    `    headers={"content-type": "application/json"},`,
    ")",
    ...answer,
  ].join("\n");
}

/** A JSON string is a Python string too: every escape that JSON writes means the same there. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object") {
    const pairs = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${pairs.map(([key, item]) => `${encodeJson(key)}: ${literal(item)}`).join(", ")}}`;
  }
  return encodeJson(value);
}
