import { readFileSync } from "node:fs";
import type { Label } from "../../lib/contracts/verdict";

export interface Row {
  readonly text: string;
  readonly label: Label;
}

/** A fault of the command's input; its message names file and line. */
export class InputError extends Error {}

const names: Readonly<Record<string, Label>> = {
  positive: "bullish",
  bullish: "bullish",
  neutral: "neutral",
  negative: "bearish",
  bearish: "bearish",
};

function parseRow(line: string, place: string): Row {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new InputError(`${place}: not valid JSON`);
  }
  if (typeof value !== "object" || value === null) throw new InputError(`${place}: not an object`);
  const { text, label }: { text?: unknown; label?: unknown } = value;
  if (typeof text !== "string" || text.trim() === "")
    throw new InputError(`${place}: "text" must be text that is not blank`);
  const known = typeof label === "string" && Object.hasOwn(names, label) ? names[label] : undefined;
  if (known === undefined) throw new InputError(`${place}: "label" must be one of ${Object.keys(names).join(", ")}`);
  return { text, label: known };
}

/** Reads a JSONL file of `{text, label}`. Throws an InputError that names file and line. */
export function readRows(path: string): Row[] {
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new InputError(`${path}: cannot be read (${code})`);
  }
  const rows = content
    .replace(/^\uFEFF/u, "")
    .split("\n")
    .flatMap((line, index) => (line.trim() === "" ? [] : [parseRow(line, `${path}:${index + 1}`)]));
  if (rows.length === 0) throw new InputError(`${path}: holds no rows`);
  return rows;
}
