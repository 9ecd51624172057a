import type { Clock } from "../ports";

export interface AdmissionSettings {
  /** So many requests may be worked on, however slow they are: most of them wait for others, not for this process. */
  readonly alwaysIn: number;
  /** So many in all, before it is known how fast they are done, and ever. */
  readonly most: number;
  /** Nobody is let in who would have to wait longer, in milliseconds. */
  readonly mostWaitMs: number;
}

export const admissionSettings: AdmissionSettings = { alwaysIn: 256, most: 1_024, mostWaitMs: 800 };

interface AdmissionLook {
  readonly inFlight: number;
  readonly waiting: number;
}

export interface Admission {
  /**
   * Begins work, at once or when its turn comes; it must call `leave` once when it is over. Gives null, or the seconds after which
   * asking again makes sense: the work could not have been done in time, and will not be begun.
   */
  enter(work: Work): number | null;
  leave(work: Work): void;
  /** From now on nobody is let in; those who wait already still get their turn. */
  close(): void;
  isClosed(): boolean;
  look(): AdmissionLook;
}

/** Begins something. Its identity tells one request from another. */
export type Work = () => void;

/** How long it must have been full before its own speed says who may come in: as long as that is measured. */
const MEASURE_MS = 1_000;
const RETRY_S = 1;
const CLOSED_RETRY_S = 5;

/**
 * Lets requests in as fast as they can be worked on, one a turn of the event loop so that those inside get on, and refuses at once what
 * could not be served in time (by Little's law: how many are inside, over how many end a second).
 */
export function createAdmission(
  settings: AdmissionSettings,
  clock: Pick<Clock, "now">,
  /** Runs something in the next turn of the event loop. */
  nextTurn: (run: () => void) => void,
): Admission {
  const inside = new Set<Work>();
  const waiting = new Set<Work>();
  const ends = createRate(clock);
  const full = { since: 0, latest: Number.NEGATIVE_INFINITY };
  let turning = false;
  let closed = false;

  const begin = (work: Work): void => {
    inside.add(work);
    work();
  };
  const turn = (): void => {
    const [first] = waiting;
    if (first) waiting.delete(first);
    turning = waiting.size > 0;
    // Before it begins: whatever becomes of it, the others have their turn.
    if (turning) nextTurn(turn);
    if (first) begin(first);
  };

  const hasRoom = (): boolean => {
    const all = inside.size + waiting.size;
    if (all < settings.alwaysIn) return true;
    if (all >= settings.most) return false;
    const now = clock.now();
    // A moment of ease in between is no new beginning: it would let the next crowd in.
    if (now - full.latest > MEASURE_MS) full.since = now;
    full.latest = now;
    if (now - full.since < MEASURE_MS) return true;
    return (all / ends.perSecond()) * 1000 <= settings.mostWaitMs;
  };

  return {
    enter(work) {
      if (closed || !hasRoom()) return closed ? CLOSED_RETRY_S : RETRY_S;
      if (!turning && waiting.size === 0) {
        turning = true;
        nextTurn(turn);
        begin(work);
      } else waiting.add(work);
      return null;
    },
    leave(work) {
      waiting.delete(work);
      if (inside.delete(work)) ends.count();
    },
    close() {
      closed = true;
    },
    isClosed: () => closed,
    look: () => ({ inFlight: inside.size, waiting: waiting.size }),
  };
}

const SLOT_MS = 100;
const SLOTS = 10;

/** Counts events of the last second, in tenths. */
function createRate({ now }: Pick<Clock, "now">) {
  const slots = Array.from({ length: SLOTS }, () => ({ tenth: Number.NEGATIVE_INFINITY, count: 0 }));
  const tenthNow = (): number => Math.floor(now() / SLOT_MS);
  return {
    count(): void {
      const tenth = tenthNow();
      const slot = slots[tenth % SLOTS];
      if (!slot) return;
      if (slot.tenth !== tenth) Object.assign(slot, { tenth, count: 0 });
      slot.count += 1;
    },
    /** At least one. */
    perSecond(): number {
      const since = tenthNow() - SLOTS;
      return Math.max(
        1,
        slots.reduce((sum, { tenth, count }) => (tenth > since ? sum + count : sum), 0),
      );
    },
  };
}
