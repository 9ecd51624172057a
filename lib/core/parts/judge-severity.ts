import type { PartKind, PartState, Severity } from "../../contracts/parts";
import type { Part } from "./part";

/** States in which nobody needs to look twice. */
export const calmStates: ReadonlySet<PartState> = new Set([
  "ready",
  "not_asked_yet",
  "unusable",
  "off",
  "started",
  "ended",
]);

/** Those that stand in for one another. A tier is as bad as the models that are left without it. */
const standIns: Readonly<Record<PartKind, PartKind | null>> = {
  server: null,
  // There is always the sample.
  source: null,
  tier: "model",
  model: "model",
  store: "store",
};

const mayWork: ReadonlySet<PartState> = new Set(["ready", "not_asked_yet"]);

/**
 * How bad it is that a part is as it is. `from`: how it was. info: it is calm, or warms for the first time. critical: no model is left that can answer, or no place where something can be
 * kept. warning: all else, as something stands in.
 */
export function judgeSeverity(part: Part, all: readonly Part[], from: PartState | null): Severity {
  if (calmStates.has(part.state)) return "info";
  // So begins every model that is loaded when it is asked: nothing was lost.
  if (part.state === "warming" && from === "not_asked_yet") return "info";
  const kind = standIns[part.kind];
  if (kind === null) return "warning";
  return all.some((other) => other.kind === kind && mayWork.has(other.state)) ? "warning" : "critical";
}
