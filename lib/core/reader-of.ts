/** A query as a page is given it. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads a query as the browser's own reader of addresses does: the first of several. */
export const readerOf = (query: Query) => ({
  get: (name: string): string | null => {
    const value = query[name];
    return (typeof value === "string" ? value : value?.[0]) ?? null;
  },
});
