import { encodeJson } from "./encode-json";
import { javascriptLiteral } from "./javascript-literal";
import type { SnippetCall } from "./snippet-call";

/** The call by Gradio's client for JavaScript, as a module. A stream is printed answer by answer. */
export function toGradioJavascript({ origin, name, endpoint = name, input, answers }: SnippetCall): string {
  const values = Object.keys(input).length === 0 ? "{}" : javascriptLiteral(input, 2);
  const given = `${encodeJson(`/${endpoint}`)}, ${values}`;
  const head = [`import { Client } from "@gradio/client";`, ""];
  if (answers === "events") {
    return [
      ...head,
      `const client = await Client.connect(${encodeJson(origin)}, { events: ["data", "status"] });`,
      `for await (const event of client.submit(${given})) {`,
      `  if (event.type === "data") console.log(JSON.stringify(event.data[0], null, 2));`,
      `  if (event.stage === "error") throw new Error(event.message);`,
      "}",
    ].join("\n");
  }
  return [
    ...head,
    `const client = await Client.connect(${encodeJson(origin)});`,
    `const result = await client.predict(${given});`,
    "console.log(JSON.stringify(result.data[0], null, 2));",
  ].join("\n");
}
