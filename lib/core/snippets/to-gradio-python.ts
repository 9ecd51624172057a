import { encodeJson } from "./encode-json";
import { pythonLiteral } from "./python-literal";
import type { SnippetCall } from "./snippet-call";

/** Words that Python keeps for itself: as the name of an argument they would not be read. */
const kept = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);

const isName = (key: string): boolean => /^[a-z_][a-z0-9_]*$/i.test(key) && !kept.has(key);

/** The call by Gradio's client for Python, with named arguments. A stream is printed answer by answer. */
export function toGradioPython({ origin, name, endpoint = name, input, answers }: SnippetCall): string {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  const named = given.filter(([key]) => isName(key)).map(([key, value]) => `    ${key}=${pythonLiteral(value)},`);
  const others = given.filter(([key]) => !isName(key));
  const streamed = answers === "events";
  return [
    "import json",
    "from gradio_client import Client",
    "",
    `client = Client(${encodeJson(origin)}, verbose=False)`,
    streamed ? "job = client.submit(" : "result = client.predict(",
    ...named,
    ...(others.length > 0 ? [`    **${pythonLiteral(Object.fromEntries(others))},`] : []),
    `    api_name=${encodeJson(`/${endpoint}`)},`,
    ")",
    ...(streamed
      ? ["for answer in job:", "    print(json.dumps(answer, indent=2))", "job.result()  # raises what went wrong"]
      : ["print(json.dumps(result, indent=2))"]),
  ].join("\n");
}
