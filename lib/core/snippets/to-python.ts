import { encodeJson } from "./encode-json";
import { pythonLiteral } from "./python-literal";
import type { SnippetRequest } from "./snippet-request";

const endings: Readonly<Record<NonNullable<SnippetRequest["answers"]>, readonly string[]>> = {
  json: ["print(json.dumps(json.load(response), indent=2))"],
  text: ["print(response.read().decode())"],
  events: ["for line in response:", "    print(line.decode().rstrip())"],
};

/** The request for Python 3, with its standard library alone. A refusal is printed as the server words it. */
export function toPython({ method, url, body, answers = "json" }: SnippetRequest): string {
  const answer = [
    "try:",
    "    with urlopen(request) as response:",
    ...endings[answers].map((line) => `        ${line}`),
    "except HTTPError as error:",
    "    raise SystemExit(error.read().decode())",
  ];
  const sends = method === "POST" && body !== undefined;
  const head = [
    ...(sends || answers === "json" ? ["import json"] : []),
    "from urllib.error import HTTPError",
    "from urllib.request import Request, urlopen",
    "",
  ];
  if (!sends) {
    const how = method === "DELETE" ? `, method="DELETE"` : "";
    return [...head, `request = Request(${encodeJson(url)}${how})`, ...answer].join("\n");
  }
  return [
    ...head,
    `body = ${pythonLiteral(body)}`,
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
