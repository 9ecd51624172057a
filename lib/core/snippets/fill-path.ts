/** Puts input into the `{named}` parts of a path; what is left goes into the query. */
export function fillPath(
  path: string,
  input: Readonly<Record<string, unknown>>,
): { readonly path: string; readonly rest: Readonly<Record<string, unknown>> } {
  const used = new Set<string>();
  const filled = path.replaceAll(/\{([a-z_]+)\}/g, (whole, name: string) => {
    if (input[name] === undefined) return whole;
    used.add(name);
    return encodeURIComponent(String(input[name]));
  });
  return { path: filled, rest: Object.fromEntries(Object.entries(input).filter(([name]) => !used.has(name))) };
}
