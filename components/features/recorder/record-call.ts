import type { FunctionName } from "@/lib/contracts/functions";
import { encodeJson } from "@/lib/core/snippets/encode-json";
import type { SnippetCall } from "@/lib/core/snippets/snippet-call";

export interface Recording {
  readonly on: boolean;
  /** In the order of their answers, each call once. */
  readonly calls: readonly SnippetCall[];
  /** Calls that had no room. */
  readonly leftOut: number;
}

export const emptyRecording: Recording = { on: false, calls: [], leftOut: 0 };

export const MOST_CALLS = 100;

/** Of all inputs, as JSON: a thousand texts would be a script that nobody reads. */
export const MOST_UNITS = 200_000;

/** What the pages ask by themselves to show how the server is and what it has. */
const quiet: ReadonlySet<FunctionName> = new Set([
  "health",
  "info",
  "models",
  "datasets",
  "stats",
  "stats_series",
  "overview",
  "incidents",
]);

const sizeOf = (calls: readonly SnippetCall[]): number =>
  calls.reduce((sum, { input }) => sum + JSON.stringify(input).length, 0);

const isSame = (a: SnippetCall, b: SnippetCall): boolean =>
  a.name === b.name && a.path === b.path && encodeJson(a.input) === encodeJson(b.input);

export const isQuiet = (name: FunctionName): boolean => quiet.has(name);

/** Puts a call down. A page asks again and again what it shows: the same call counts once, so no refresh is recorded. */
export function recordCall(before: Recording, call: SnippetCall): Recording {
  if (!before.on || before.calls.some((one) => isSame(one, call))) return before;
  const calls = [...before.calls, call];
  if (calls.length > MOST_CALLS || sizeOf(calls) > MOST_UNITS) return { ...before, leftOut: before.leftOut + 1 };
  return { ...before, calls };
}

const isFields = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Reads what was stored for this visit; what is no recording is an empty one. */
export function parseRecording(stored: string | null): Recording {
  try {
    const raw: unknown = JSON.parse(stored ?? "null");
    if (!isFields(raw) || !Array.isArray(raw.calls)) return emptyRecording;
    return {
      on: raw.on === true,
      calls: raw.calls.filter(isCall).slice(0, MOST_CALLS),
      leftOut: typeof raw.leftOut === "number" ? raw.leftOut : 0,
    };
  } catch {
    return emptyRecording;
  }
}

const isCall = (value: unknown): value is SnippetCall =>
  isFields(value) &&
  [value.origin, value.name, value.path].every((text) => typeof text === "string") &&
  (value.method === "GET" || value.method === "POST" || value.method === "DELETE") &&
  isFields(value.input);
