import { z } from "zod";
import type { JsonSchema } from "../../contracts/describe-input";

/** A JSON Schema whose root is an object, as the protocol asks for. */
export type ObjectSchema = JsonSchema & { readonly type: "object" };

/**
 * The outline of an answer: each of its own fields with type and description, what lies deeper by its type alone. Of all functions
 * together that is a fifth of the whole in bytes and a tenth of the work for clients, which compile each schema whenever they list tools.
 */
export function outlineSchema(output: z.ZodType): ObjectSchema {
  const { $defs = {}, ...whole } = z.toJSONSchema(output, { io: "output", unrepresentable: "any" });
  const { description, properties = {}, required = [] } = resolve(whole, $defs);
  const fields = Object.entries(properties).map(([name, field]) => [name, outlineField(field, $defs)] as const);
  return {
    type: "object",
    ...(description !== undefined && { description }),
    properties: Object.fromEntries(fields),
    required,
  };
}

type Schema = JsonSchema | boolean;
type Definitions = Readonly<Record<string, Schema>>;

/** With what it refers to in place of the reference. */
function resolve(schema: Schema, definitions: Definitions): JsonSchema {
  if (typeof schema === "boolean") return {};
  const { $ref, ...own } = schema;
  if ($ref === undefined) return own;
  const meant = definitions[$ref.replace("#/$defs/", "")];
  return { ...resolve(meant ?? true, definitions), ...own };
}

function outlineField(schema: Schema, definitions: Definitions): JsonSchema {
  const { type, description, enum: values, const: value, format, anyOf } = resolve(schema, definitions);
  return {
    ...(type !== undefined && { type }),
    ...(description !== undefined && { description }),
    ...(values !== undefined && { enum: values }),
    ...(value !== undefined && { const: value }),
    ...(format !== undefined && { format }),
    ...(anyOf !== undefined && { anyOf: anyOf.map((each) => outlineField(each, definitions)) }),
  };
}
