import { toCategory } from "@/components/blocks/category-words";
import { checkAnswer } from "@/lib/browser/check-answer";
import type { Verdict } from "@/lib/contracts/verdict";
import { type Draft, sameDraft } from "../draft";
import { toEngine } from "../engine-choice";

/** One reading of one text, as this browser keeps it. */
export interface Run {
  readonly id: string;
  /** When the answer was there, in ms since 1970. */
  readonly at: number;
  readonly draft: Draft;
  readonly verdict: Verdict;
  readonly source: "server" | "browser";
}

export const MOST_RUNS = 100;

/** Of the JSON, in UTF-16 units: 2 MB of the 5 to 10 that browsers give a site. */
export const MOST_UNITS = 1_000_000;

/** The newest that fit, the newest first. One that fits in no way is left out, those after it are not. */
export function capRuns(runs: readonly Run[]): readonly Run[] {
  const kept: Run[] = [];
  let units = 2;
  for (const run of runs) {
    if (kept.length === MOST_RUNS) break;
    const size = JSON.stringify(run).length + 1;
    if (units + size > MOST_UNITS) continue;
    units += size;
    kept.push(run);
  }
  return kept;
}

/** Puts a run on top. The same text with the same choices, read again on a reload or on the way back, takes the place of its older run. */
export const withRun = (run: Run, before: readonly Run[]): readonly Run[] => [
  run,
  ...before.filter(({ draft }) => !sameDraft(draft, run.draft)),
];

/** Runs of two lists as one, each once, the newest first. */
export function joinRuns(a: readonly Run[], b: readonly Run[]): readonly Run[] {
  const there = new Map([...a, ...b].map((run) => [run.id, run]));
  return [...there.values()].toSorted((one, other) => other.at - one.at);
}

/** Reads what was stored. What another version or another program wrote is left out. */
export function parseRuns(stored: string | null): readonly Run[] {
  try {
    const raw: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(raw) ? raw.flatMap(toRun).slice(0, MOST_RUNS) : [];
  } catch {
    return [];
  }
}

const isFields = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function toRun(raw: unknown): Run[] {
  if (!isFields(raw) || !isFields(raw.draft)) return [];
  const { id, at, draft, verdict, source } = raw;
  const isWhole =
    typeof id === "string" && typeof at === "number" && Number.isFinite(new Date(at).getTime()) && isText(draft.text);
  if (!isWhole || (source !== "server" && source !== "browser") || !isVerdict(verdict)) return [];
  return [
    {
      id,
      at,
      source,
      verdict,
      draft: {
        text: String(draft.text),
        category: toCategory(isText(draft.category) ? draft.category : null),
        engine: toEngine(draft.engine),
        browser: draft.browser === true,
      },
    },
  ];
}

const isText = (value: unknown): value is string => typeof value === "string";

// The same look as at an answer of the server: what the screens use of it is there.
const isVerdict = (value: unknown): value is Verdict => checkAnswer("sentiment", value, {});
