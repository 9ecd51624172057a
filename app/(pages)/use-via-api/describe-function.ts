import { z } from "zod";
import type { DescribedFunction, Parameter } from "@/components/features/api-docs/described-function";
import type { AnyFunction } from "@/lib/contracts/functions";

type Schema = z.core.JSONSchema.BaseSchema;

/** What the page shows of a function, drawn from its contract. */
export function describeFunction(contract: AnyFunction): DescribedFunction {
  const { name, title, summary, description, method, path, bodyLimit, deadlineMs, streams } = contract;
  const { properties = {}, required = [] } = z.toJSONSchema(contract.input, { io: "input", unrepresentable: "any" });
  return {
    name,
    title,
    summary,
    description,
    method,
    path,
    streams,
    bodyLimit: method === "POST" ? bodyLimit : null,
    deadlineS: deadlineMs / 1_000,
    parameters: Object.entries(properties).map(([key, schema]) =>
      describeParameter(key, schema, required.includes(key)),
    ),
    examples: contract.examples.map((example) => ({ title: example.title, input: { ...example.input } })),
  };
}

function describeParameter(name: string, schema: Schema | boolean, required: boolean): Parameter {
  const of: Schema = typeof schema === "boolean" ? {} : schema;
  return {
    name,
    type: typeName(of),
    required,
    defaultValue: of.default === undefined ? null : JSON.stringify(of.default),
    limits: listLimits(of),
    description: of.description ?? "",
  };
}

function typeName(schema: Schema): string {
  if (schema.type !== "array") return String(schema.type ?? "any");
  const { items } = schema;
  return typeof items === "object" && !Array.isArray(items) ? `list of ${typeName(items)}` : "list";
}

const count = new Intl.NumberFormat("en");

function listLimits(schema: Schema): string[] {
  const limits: string[] = [];
  if (schema.enum) limits.push(`one of ${schema.enum.join(", ")}`);
  if (schema.maxLength !== undefined) limits.push(`at most ${count.format(schema.maxLength)} characters`);
  if (schema.minItems !== undefined && schema.maxItems !== undefined) {
    limits.push(`${count.format(schema.minItems)} to ${count.format(schema.maxItems)} items`);
  }
  return limits;
}
