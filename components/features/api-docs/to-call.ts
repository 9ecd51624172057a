import type { DescribedFunction } from "@/lib/core/snippets/described-function";
import { exampleInput } from "@/lib/core/snippets/example-input";
import type { SnippetCall } from "@/lib/core/snippets/snippet-call";

/** The call that a form stands for. What is part of the address and not given yet is shown as in the example. */
export function toCall(
  described: DescribedFunction,
  origin: string,
  input: Readonly<Record<string, unknown>>,
  streamed: boolean,
): SnippetCall {
  const { name, method, path, streams, parameters, files } = described;
  const example = exampleInput(described);
  const missing = parameters.filter((each) => each.inPath && input[each.name] === undefined);
  const shown = { ...input, ...Object.fromEntries(missing.map((each) => [each.name, example[each.name]])) };
  const asked = streams === "asked" && streamed;
  const isFile = files.some((file) => Object.entries(file).every(([field, value]) => input[field] === value));
  return {
    origin,
    name,
    ...(asked && { endpoint: `${name}_stream` }),
    method,
    path: asked ? `${path}?stream=1` : path,
    input: shown,
    answers: asked || streams === "always" ? "events" : isFile ? "text" : "json",
  };
}
