import { z } from "zod";
import type { InputField, JsonSchema } from "../../contracts/describe-input";
import type { Endpoint } from "./endpoint";

/** `/info`: parameters and answer of every endpoint, as Gradio's clients and its view of the API read them. */
export function describeInfo(endpoints: readonly Endpoint[]): Readonly<Record<string, unknown>> {
  const named = endpoints.map((endpoint) => [`/${endpoint.apiName}`, describeEndpoint(endpoint)] as const);
  return { named_endpoints: Object.fromEntries(named), unnamed_endpoints: {} };
}

function describeEndpoint({ contract, fields, generates }: Endpoint): Readonly<Record<string, unknown>> {
  const [example] = contract.examples;
  const given: Readonly<Record<string, unknown>> = { ...(example?.input as object | undefined) };
  const { $schema: _dialect, ...type } = z.toJSONSchema(contract.output, { io: "output", unrepresentable: "any" });
  return {
    description: contract.description,
    parameters: fields.map((field) => describeParameter(field, given[field.name])),
    returns: [
      {
        label: contract.title,
        type,
        python_type: { type: "dict", description: contract.summary },
        component: "Api",
      },
    ],
    api_visibility: "public",
    show_api: true,
    type: { generator: generates, cancel: false },
  };
}

function describeParameter({ name, schema, required, description }: InputField, example: unknown) {
  return {
    label: name,
    parameter_name: name,
    parameter_has_default: !required,
    parameter_default: required ? null : (schema.default ?? null),
    type: schema,
    python_type: { type: pythonType(schema), description },
    component: "Api",
    example_input: example ?? schema.default ?? null,
  };
}

/** JSON types in Python's words. */
function pythonType(schema: JsonSchema): string {
  if (schema.enum) return `Literal[${schema.enum.map((value) => JSON.stringify(value)).join(", ")}]`;
  switch (schema.type) {
    case "string":
      return "str";
    case "integer":
      return "int";
    case "number":
      return "float";
    case "boolean":
      return "bool";
    case "array": {
      const { items } = schema;
      return typeof items === "object" && !Array.isArray(items) ? `list[${pythonType(items)}]` : "list";
    }
    default:
      return "Any";
  }
}
