import { z } from "zod";
import type { FunctionContract } from "../../contracts/define-function";
import { describeInput, type InputField, type JsonSchema } from "../../contracts/describe-input";
import { filesOf } from "../../contracts/files-of";
import { describeFields } from "./describe-fields";
import type { DescribedApi, DescribedField, DescribedFunction, DescribedParameter } from "./described-function";

/** Functions as pages and texts tell of them, drawn from their contracts. */
export function describeApi(contracts: readonly FunctionContract[]): DescribedApi {
  const types: Record<string, readonly DescribedField[]> = {};
  const functions = contracts.map((contract): DescribedFunction => {
    const { name, title, summary, description, method, path, bodyLimit, deadlineMs, streams, lasting, writes } =
      contract;
    const output: JsonSchema = z.toJSONSchema(contract.output, { io: "output", unrepresentable: "any" });
    const definitions = toDefinitions(output);
    for (const [key, schema] of Object.entries(definitions)) types[key] ??= describeFields(schema, definitions);
    return {
      name,
      title,
      group: groupOf(path),
      summary,
      description,
      method,
      path,
      streams,
      lasting,
      files: filesOf(contract).map(({ input }) => input),
      writes,
      bodyLimit: method === "POST" ? bodyLimit : null,
      deadlineS: deadlineMs / 1_000,
      parameters: describeInput(contract.input).map((field) => describeParameter(field, path)),
      returns: describeFields(output, definitions),
      examples: contract.examples.map((example) => ({ title: example.title, input: { ...(example.input as object) } })),
    };
  });
  return { functions, types };
}

function toDefinitions({ $defs = {} }: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const schemas = Object.entries($defs).filter((entry): entry is [string, JsonSchema] => typeof entry[1] === "object");
  return Object.fromEntries(schemas);
}

const groups = [
  ["/api/ai/sentiment", "Sentiment"],
  // What people say of a verdict.
  ["/api/ai/flags", "Sentiment"],
  ["/api/ai/jobs", "Jobs"],
  ["/api/ai/data/prices", "Prices"],
  ["/api/ai/data/news", "News"],
] as const;

const groupOf = (path: string): string => groups.find(([start]) => path.startsWith(start))?.[1] ?? "The server";

function describeParameter({ name, schema, required }: InputField, path: string): DescribedParameter {
  const [field] = describeFields({ properties: { [name]: schema }, required: required ? [name] : [] }, {});
  if (field === undefined) throw new Error(`A parameter without a field: ${name}`);
  return {
    ...field,
    defaultValue: schema.default === undefined ? null : JSON.stringify(schema.default),
    asks: asksFor(schema),
    options: schema.enum?.map(String) ?? [],
    inPath: path.includes(`{${name}}`),
  };
}

/** A text that may be as long as this is written in lines. */
const LINES_FROM = 1_000;

function asksFor({ enum: words, type, maxLength = 0 }: JsonSchema): DescribedParameter["asks"] {
  if (words) return "choice";
  if (type === "boolean") return "switch";
  if (type === "integer" || type === "number") return "number";
  if (type === "string") return maxLength >= LINES_FROM ? "lines" : "line";
  return "json";
}
