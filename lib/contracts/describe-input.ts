import { z } from "zod";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A field of a function's input, as documentation and other protocols need it. */
export interface InputField {
  readonly name: string;
  /** JSON Schema of its value. */
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly description: string;
}

const known = new WeakMap<z.ZodType, readonly InputField[]>();

/** The fields of an object schema, in the order in which they are declared: what must be given comes as it stands there. */
export function describeInput(input: z.ZodType): readonly InputField[] {
  const remembered = known.get(input);
  if (remembered) return remembered;
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
  const fields = Object.entries(properties).map(([name, property]): InputField => {
    const schema: JsonSchema = typeof property === "boolean" ? {} : property;
    return { name, schema, required: required.includes(name), description: schema.description ?? "" };
  });
  known.set(input, fields);
  return fields;
}
