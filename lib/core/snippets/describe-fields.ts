import type { JsonSchema } from "../../contracts/describe-input";
import type { DescribedField } from "./described-function";

type Definitions = Readonly<Record<string, JsonSchema>>;
type Shape = Pick<DescribedField, "type" | "of" | "fields">;

const count = new Intl.NumberFormat("en");
const REF = "#/$defs/";
/** Where JSON Schema says "any whole number", it names the largest that a number can hold. */
const ANY = Number.MAX_SAFE_INTEGER;

/** The fields of an object of JSON Schema; none of anything else. `definitions` are the types that it may name. */
export function describeFields(schema: JsonSchema, definitions: Definitions): readonly DescribedField[] {
  const { properties = {}, required = [] } = follow(schema, definitions);
  return Object.entries(properties).map(([name, property]) => {
    const of: JsonSchema = typeof property === "boolean" ? {} : property;
    return {
      name,
      ...shapeOf(of, definitions),
      required: required.includes(name),
      limits: listLimits(of, definitions),
      description: of.description ?? "",
    };
  });
}

const nameOf = (schema: JsonSchema): string | null =>
  schema.$ref?.startsWith(REF) === true ? schema.$ref.slice(REF.length) : null;

function follow(schema: JsonSchema, definitions: Definitions): JsonSchema {
  const name = nameOf(schema);
  return (name === null ? undefined : definitions[name]) ?? schema;
}

function shapeOf(schema: JsonSchema, definitions: Definitions): Shape {
  const name = nameOf(schema);
  const whole = follow(schema, definitions);
  // A name says nothing of a type that has no fields, as one of a few words.
  if (name !== null && whole.properties) return { type: name, of: name };
  const choices = whole.anyOf ?? whole.oneOf;
  if (choices) return joinShapes(choices.map((choice) => shapeOf(toSchema(choice), definitions)));
  if (whole.const !== undefined) return { type: JSON.stringify(whole.const) };
  if (Array.isArray(whole.type)) return { type: whole.type.join(" or ") };
  if (whole.type === "array") {
    const { items } = whole;
    const inner = shapeOf(itemsOf(items), definitions);
    return { ...inner, type: inner.type === "any" ? "list" : `list of ${plural(inner.type)}` };
  }
  if (whole.properties) return { type: "object", fields: describeFields(whole, definitions) };
  if (typeof whole.additionalProperties === "object") {
    const inner = shapeOf(whole.additionalProperties, definitions);
    return { ...inner, type: `${plural(inner.type)} by name` };
  }
  return { type: whole.type ?? "any" };
}

const toSchema = (schema: boolean | JsonSchema | undefined): JsonSchema => (typeof schema === "object" ? schema : {});

const itemsOf = (items: JsonSchema["items"]): JsonSchema => toSchema(Array.isArray(items) ? items[0] : items);

const plural = (type: string): string =>
  ["string", "number", "integer", "object", "boolean"].includes(type) ? `${type}s` : type;

function joinShapes(shapes: readonly Shape[]): Shape {
  const type = [...new Set(shapes.map((shape) => shape.type))].join(" or ");
  return { ...shapes.find(({ of, fields }) => of !== undefined || fields !== undefined), type };
}

function listLimits(schema: JsonSchema, definitions: Definitions): readonly string[] {
  const limits: string[] = [];
  const { minItems, maxItems, minimum, maximum, maxLength, format } = schema;
  const words = wordsOf(schema, definitions);
  if (words.length > 0) limits.push(`one of ${words.join(", ")}`);
  if (maxLength !== undefined) limits.push(`at most ${count.format(maxLength)} characters`);
  if (maxItems !== undefined) {
    limits.push(
      minItems === undefined
        ? `at most ${count.format(maxItems)} items`
        : `${minItems} to ${count.format(maxItems)} items`,
    );
  }
  const low = minimum !== undefined && minimum > -ANY ? minimum : null;
  const high = maximum !== undefined && maximum < ANY ? maximum : null;
  if (low !== null && high !== null) limits.push(`${count.format(low)} to ${count.format(high)}`);
  else if (low !== null) limits.push(`at least ${count.format(low)}`);
  else if (high !== null) limits.push(`at most ${count.format(high)}`);
  if (format === "date-time") limits.push("ISO 8601, UTC");
  return limits;
}

/** The words that it may be; also where it may be null, or is a list of them. */
function wordsOf(schema: JsonSchema, definitions: Definitions): readonly string[] {
  const { enum: words, anyOf, items } = follow(schema, definitions);
  if (words) return words.filter((word) => word !== null).map(String);
  if (anyOf) return anyOf.flatMap((choice) => wordsOf(toSchema(choice), definitions));
  return items === undefined ? [] : wordsOf(itemsOf(items), definitions);
}
