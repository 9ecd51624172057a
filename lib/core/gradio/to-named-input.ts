import type { Endpoint } from "./endpoint";

/** Values by their name to the function's input. null for what may be left out counts as left out, as Gradio's clients mean it. */
export function toNamedInput(
  { fields }: Pick<Endpoint, "fields">,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const optional = new Set(fields.flatMap(({ name, required }) => (required ? [] : [name])));
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => value !== null || !optional.has(name)));
}
