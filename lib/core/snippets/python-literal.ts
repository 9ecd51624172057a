import { encodeJson } from "./encode-json";

/** A value of JSON as a literal of Python. A JSON string is a Python string too: every escape that JSON writes means the same there. */
export function pythonLiteral(value: unknown): string {
  if (value === null || value === undefined) return "None";
  // JSON has no such numbers and writes null for them, which Python does not know.
  if (typeof value === "number" && !Number.isFinite(value)) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(", ")}]`;
  if (typeof value === "object") {
    const pairs = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${pairs.map(([key, item]) => `${encodeJson(key)}: ${pythonLiteral(item)}`).join(", ")}}`;
  }
  return encodeJson(value);
}
