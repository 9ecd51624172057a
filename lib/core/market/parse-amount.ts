import { trimCell } from "./parse-moment";

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const named: ReadonlyMap<string, number> = new Map([
  ["nan", Number.NaN],
  ["inf", Number.POSITIVE_INFINITY],
  ["infinity", Number.POSITIVE_INFINITY],
]);

/** Sums of texts glue them together: "116.2954800097.82363000" is two amounts of eight decimals each. */
const glued = /^(\d+[.]\d{8}){2,}$/;
const piece = /\d+[.]\d{8}/g;

/** A price or an amount as tables write it; null where it is no number at all. */
export function parseAmount(value: unknown): number | null {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "string") return null;
  const text = trimCell(value);
  if (decimal.test(text)) return Number(text);
  const unsigned = named.get(text.replace(/^[+-]/, "").toLowerCase());
  if (unsigned === undefined) return null;
  return text.startsWith("-") ? -unsigned : unsigned;
}

/** A volume that was written as several amounts in one, added up; null where it is none. */
export function parseGlued(value: unknown): number | null {
  if (typeof value !== "string") return null;
  const text = trimCell(value);
  if (!glued.test(text)) return null;
  return (text.match(piece) ?? []).reduce((sum, amount) => sum + Number(amount), 0);
}
