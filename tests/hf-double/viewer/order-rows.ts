import type { Feature, Row } from "./table";

/** Orders rows by `"column"` or `"column" DESC`; an empty text keeps the order, anything else gives null. */
export function orderRows<T extends { readonly row: Row }>(
  rows: readonly T[],
  orderBy: string,
  features: readonly Feature[],
): T[] | null {
  if (orderBy === "") return [...rows];
  const found = /^"([^"]+)"(?: (ASC|DESC))?$/i.exec(orderBy.trim());
  const column = found?.[1];
  if (column === undefined || features.every(({ name }) => name !== column)) return null;
  const sign = found?.[2]?.toUpperCase() === "DESC" ? -1 : 1;
  return rows.toSorted(({ row: a }, { row: b }) => {
    const [left, right] = [a[column] ?? "", b[column] ?? ""];
    return left === right ? 0 : left < right ? -sign : sign;
  });
}
