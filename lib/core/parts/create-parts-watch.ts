import type { NewIncident } from "../incidents/incident-log";
import { iso } from "../iso";
import type { Clock } from "../ports";
import { createPartWatch, type PartWatch } from "./create-part-watch";
import { type Foldable, foldAlike } from "./fold-alike";
import { judgeSeverity } from "./judge-severity";
import type { Part } from "./part";

/** What was not there for so long is forgotten. */
const FORGET_MS = 60_000;
const MOST_PARTS = 1_000;
/** First successes of sources are no hurry: after a start they come for a while, and are told together. */
const FIRSTS_MS = 10_000;

export interface PartsWatch {
  /** Compares the parts with how they were before, and says what changed. */
  observe(parts: readonly Part[]): readonly NewIncident[];
  /** What was noticed and waits to be told together: nothing more is observed. */
  end(): readonly NewIncident[];
}

/**
 * Notices changes of state, or of the cause of one; words alone are none. What is bad at the first look is told if it stays so for three
 * seconds; what is calm then is how things began. Whose rest is over is not told until somebody has asked it, or for a minute. What flaps
 * is told once, and again when it is calm (`createFlapWatch`); many sources that change alike are told as one (`foldAlike`), first
 * successes of sources ten seconds later. At most
 * 1,000 parts are watched; one that is gone is forgotten after a minute. `server`: eight hexadecimal digits.
 */
export function createPartsWatch({
  server,
  clock,
}: {
  readonly server: string;
  readonly clock: Pick<Clock, "now" | "wall">;
}): PartsWatch {
  const watched = new Map<string, { readonly watch: PartWatch; seenAt: number }>();
  let firsts: readonly Foldable[] = [];
  let firstsSince = 0;

  /** What is to be told now: first successes wait, but not behind what became of one of them. */
  const holdFirsts = (changes: readonly Foldable[], now: number): readonly Foldable[] => {
    const rest = changes.filter((change) => !isFirst(change));
    if (firsts.length === 0) firstsSince = now;
    firsts = [...firsts, ...changes.filter(isFirst)];
    const waits = new Set(firsts.map(({ incident }) => incident.key));
    if (now - firstsSince < FIRSTS_MS && !rest.some(({ incident }) => waits.has(incident.key))) return rest;
    const due = firsts;
    firsts = [];
    return [...due, ...rest];
  };

  return {
    observe(parts) {
      const now = clock.now();
      const at = iso(clock.wall());
      const changes: Foldable[] = [];
      for (const part of parts) {
        const id = `${part.kind}/${part.key}`;
        const known = watched.get(id);
        if (known === undefined) {
          if (watched.size < MOST_PARTS) watched.set(id, { watch: createPartWatch(part, now), seenAt: now });
          continue;
        }
        known.seenAt = now;
        const noticed = known.watch.look(part, now);
        if (noticed === null) continue;
        const { kind, key, name, state, code } = noticed.part;
        const incident = {
          at,
          kind,
          key,
          name,
          to: state,
          severity: judgeSeverity(noticed.part, parts, noticed.change.from),
          code,
          server,
          ...noticed.change,
        };
        changes.push({ incident, isPlain: noticed.isPlain });
      }
      for (const [id, { seenAt }] of watched) if (now - seenAt > FORGET_MS) watched.delete(id);
      return foldAlike(holdFirsts(changes, now));
    },
    end() {
      const due = firsts;
      firsts = [];
      return foldAlike(due);
    },
  };
}

const isFirst = ({ incident: { kind, from, to }, isPlain }: Foldable): boolean =>
  isPlain && kind === "source" && from === "not_asked_yet" && to === "ready";
