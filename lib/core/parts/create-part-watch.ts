import type { NewIncident } from "../incidents/incident-log";
import { createFlapWatch } from "./create-flap-watch";
import { calmStates } from "./judge-severity";
import type { Part } from "./part";

/** What is bad at the first look may only have had no time to begin. */
const FIRST_HOLD_MS = 3_000;
/** Whose rest is over is in its old state until somebody asks it, or so long. */
const UNKNOWN_HOLD_MS = 60_000;

/** What is told of a part, but for who tells it, when, and how bad that is. */
interface PartChange {
  readonly part: Part;
  readonly change: Pick<NewIncident, "from" | "detail" | "lasted_s">;
  /** False where the change is one of many of the same part: it is told for itself. */
  readonly isPlain: boolean;
}

export interface PartWatch {
  /** Looks at it as it is now, and says what is worth telling. `now`: monotonic milliseconds. */
  look(part: Part, now: number): PartChange | null;
}

/** Notices changes of one part. `first`: how it was at the first look; what is calm then is how things began. */
export function createPartWatch(first: Part, firstAt: number): PartWatch {
  const flap = createFlapWatch();
  let held: Part = first;
  let told: Part | null = calmStates.has(first.state) ? first : null;
  let since = firstAt;
  let unknownSince: number | null = null;

  /** The state that counts: nobody's having asked since is no other state. */
  const settle = (part: Part, now: number): Part => {
    if (part.state !== "not_asked_yet" || held.state === "not_asked_yet") {
      unknownSince = null;
      return part;
    }
    unknownSince ??= now;
    return held.state === "ready" || now - unknownSince < UNKNOWN_HOLD_MS ? held : part;
  };

  const tellFirst = (part: Part, now: number): PartChange | null => {
    if (!calmStates.has(part.state) && now - firstAt < FIRST_HOLD_MS) return null;
    told = part;
    held = part;
    if (calmStates.has(part.state)) return null;
    return { part, change: { from: null, detail: part.detail, lasted_s: null }, isPlain: true };
  };

  return {
    look(seen, now) {
      if (told === null) return tellFirst(seen, now);
      const part = settle(seen, now);
      const from = told.state;
      if (part.state === held.state && part.code === held.code) {
        const calm = flap.calmed(now);
        if (calm === null) return null;
        told = held;
        const detail = `calm again, after ${calm.changes} changes in ${inSeconds(calm.ms)} s: ${part.detail}`;
        return { part, change: { from, detail, lasted_s: null }, isPlain: false };
      }
      const lasted = inSeconds(now - since);
      if (part.state !== held.state) since = now;
      held = part;
      const how = flap.changed(now);
      if (how === "quiet") return null;
      told = part;
      const limit = flap.limit();
      if (limit === null) return { part, change: { from, detail: part.detail, lasted_s: lasted }, isPlain: true };
      const detail =
        `it flaps: more than ${limit.changes} changes in ${inSeconds(limit.withinMs)} s; told again when it has been calm for ` +
        `${inSeconds(limit.calmMs)} s: ${part.detail}`;
      return { part, change: { from, detail, lasted_s: lasted }, isPlain: false };
    },
  };
}

const inSeconds = (ms: number): number => Math.max(0, Math.round(ms / 100) / 10);
