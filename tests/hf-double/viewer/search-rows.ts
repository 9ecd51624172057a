import type { Row } from "./table";

/** Rows whose texts hold a word of the query, those with more of them first. */
export function searchRows<T extends { readonly row: Row }>(rows: readonly T[], query: string): T[] {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return rows
    .map((placed) => {
      const texts = Object.values(placed.row).filter((cell) => typeof cell === "string");
      const own = new Set(
        texts
          .join(" ")
          .toLowerCase()
          .match(/[\p{L}\p{N}]+/gu) ?? [],
      );
      return { placed, found: words.filter((word) => own.has(word)).length };
    })
    .filter(({ found }) => found > 0)
    .sort((a, b) => b.found - a.found)
    .map(({ placed }) => placed);
}
