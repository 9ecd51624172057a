import type { DescribedApi, DescribedField } from "./described-function";

/** Names of the types that fields name, and those name in turn, each once and in the order of their first mention. */
export function typesOf(fields: readonly DescribedField[], types: DescribedApi["types"]): readonly string[] {
  const found = new Set<string>();
  const visit = (some: readonly DescribedField[]): void => {
    for (const field of some) {
      if (field.fields) visit(field.fields);
      if (field.of === undefined || found.has(field.of)) continue;
      found.add(field.of);
      visit(types[field.of] ?? []);
    }
  };
  visit(fields);
  return [...found];
}
