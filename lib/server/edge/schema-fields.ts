import { z } from "zod";

export type FieldType = "string" | "number" | "boolean" | "array" | "other";

const known = new WeakMap<z.ZodType, ReadonlyMap<string, FieldType>>();

/** The type of each field of an object schema, as JSON Schema names it. */
export function fieldTypes(schema: z.ZodType): ReadonlyMap<string, FieldType> {
  const remembered = known.get(schema);
  if (remembered) return remembered;
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const types = new Map(Object.entries(properties).map(([name, property]) => [name, typeOf(property)]));
  known.set(schema, types);
  return types;
}

function typeOf(property: z.core.JSONSchema._JSONSchema): FieldType {
  const type = typeof property === "object" ? property.type : undefined;
  if (type === "integer" || type === "number") return "number";
  return type === "string" || type === "boolean" || type === "array" ? type : "other";
}
