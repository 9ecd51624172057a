/** By its `fn_index`, a whole number, also as text; undefined where there is none. */
export function findEndpoint<Endpoint>(endpoints: readonly Endpoint[], index: unknown): Endpoint | undefined {
  if (typeof index === "number") return endpoints[index];
  return typeof index === "string" && /^\d{1,6}$/.test(index) ? endpoints[Number(index)] : undefined;
}
