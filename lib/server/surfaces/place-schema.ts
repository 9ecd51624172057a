import { z } from "zod";

export type JsonSchema = z.core.JSONSchema.BaseSchema;
/** The components of a document, by name. */
export type Schemas = Record<string, unknown>;

/** Turns a schema into JSON Schema and moves its named parts into the components, where all operations share them. */
export function placeSchema(schema: z.ZodType, io: "input" | "output", schemas: Schemas): JsonSchema {
  const { $schema: _dialect, $defs = {}, ...root } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  for (const [name, definition] of Object.entries($defs)) schemas[name] = relink(definition);
  const { id, ...body } = root;
  if (typeof id !== "string") return relink(body) as JsonSchema;
  schemas[id] = relink(body);
  return { $ref: `#/components/schemas/${id}` };
}

function relink(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(relink);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name, value]) => !(name === "id" && typeof value === "string"))
      .map(([name, value]) => [
        name,
        name === "$ref" && typeof value === "string"
          ? value.replace("#/$defs/", "#/components/schemas/")
          : relink(value),
      ]),
  );
}
