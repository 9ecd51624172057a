import type { DescribedApi, DescribedField, DescribedFunction, DescribedParameter } from "./described-function";
import { exampleInput } from "./example-input";
import { typesOf } from "./types-of";
import { languages, writeSnippet } from "./write-snippet";

/** A function as Markdown: what it takes, what it gives, and how it is called. `origin` without a slash at the end. */
export function toMarkdown(described: DescribedFunction, types: DescribedApi["types"], origin: string): string {
  const { name, title, description, method, path, parameters, returns } = described;
  const input = exampleInput(described);
  const answers = described.streams === "always" ? "events" : "json";
  const named = typesOf(returns, types);
  const snippets = shown.flatMap(({ id, label }) => [
    `#### ${label}`,
    fence(codeOf(id), writeSnippet(id, { origin, name, method, path, input, answers })),
  ]);
  return [
    `## ${name}: ${title}`,
    `\`${method} ${path}\`, Gradio endpoint \`/${name}\`, MCP tool \`${name}\``,
    description,
    "### Parameters",
    parameters.length === 0 ? "None." : parameters.map(parameterLine).join("\n"),
    "### Returns",
    fieldLines(returns),
    ...named.flatMap((type) => [`#### ${type}`, fieldLines(types[type] ?? [])]),
    "### Calls",
    ...snippets,
  ].join("\n\n");
}

/** The others say the same once more. */
const shown = languages.slice(0, 3);

const codeOf = (id: (typeof languages)[number]["id"]): string =>
  id.startsWith("python") ? "python" : id.startsWith("curl") ? "sh" : "js";

/** Fenced by more backticks than the code itself has in a row. */
function fence(language: string, code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}${language}\n${code}\n${ticks}`;
}

function parameterLine(parameter: DescribedParameter): string {
  const { required, defaultValue } = parameter;
  const how = required ? "required" : defaultValue === null ? "optional" : `default \`${defaultValue}\``;
  return fieldLine(parameter, `, ${how}`);
}

const fieldLine = ({ name, type, limits, description }: DescribedField, how: string): string =>
  `- \`${name}\` (${[type + how, ...limits].join("; ")})${description === "" ? "" : `: ${description}`}`;

const fieldLines = (fields: readonly DescribedField[], indent = ""): string =>
  fields
    .flatMap((field) => [
      indent + fieldLine(field, field.required ? "" : ", may be missing"),
      ...(field.fields ? [fieldLines(field.fields, `${indent}  `)] : []),
    ])
    .join("\n");
