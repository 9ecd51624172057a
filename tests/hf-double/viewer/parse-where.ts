import type { Cell, Feature, Row } from "./table";

type Keeps = (row: Row) => boolean;

const TOKEN = /\s*("[^"]+"|'(?:[^']|'')*'|-?\d+(?:\.\d+)?|<>|!=|<=|>=|[=<>]|\bAND\b|\bOR\b)/iy;
const COMPARE: Readonly<Record<string, (a: Cell, b: Cell) => boolean>> = {
  "=": (a, b) => a === b,
  "<>": (a, b) => a !== b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/**
 * Reads a condition such as `"close">1 AND "symbol"='BTC'`: comparisons joined by AND, and those by OR. An empty text
 * keeps every row; null where it cannot be read or names no column.
 */
export function parseWhere(where: string, features: readonly Feature[]): Keeps | null {
  if (where.trim() === "") return () => true;
  const tokens = readTokens(where);
  if (tokens === null || tokens.length % 4 !== 3) return null;
  const either: Keeps[][] = [[]];
  for (let at = 0; at < tokens.length; at += 4) {
    const [column = "", operator = "", literal = "", joint] = tokens.slice(at, at + 4);
    const name = column.slice(1, -1);
    const compare = COMPARE[operator];
    if (!column.startsWith('"') || compare === undefined || !/^['\d-]/.test(literal)) return null;
    if (features.every((feature) => feature.name !== name)) return null;
    const value = literal.startsWith("'") ? literal.slice(1, -1).replaceAll("''", "'") : Number(literal);
    either.at(-1)?.push((row) => compare(row[name] ?? "", value));
    if (joint === undefined) break;
    if (joint.toUpperCase() === "OR") either.push([]);
    else if (joint.toUpperCase() !== "AND") return null;
  }
  return (row) => either.some((all) => all.length > 0 && all.every((keeps) => keeps(row)));
}

function readTokens(text: string): string[] | null {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  while (end < text.trimEnd().length) {
    TOKEN.lastIndex = end;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) return null;
    tokens.push(token);
    end = TOKEN.lastIndex;
  }
  return tokens;
}
