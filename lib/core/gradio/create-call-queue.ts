import type { Place } from "./call-teller";

/** A call that waits or runs. `kind` names the function; calls of one kind share its places. */
export interface QueuedCall {
  readonly kind: string;
  /** Who asks, as the limits count them. */
  readonly client: string;
  /** What it holds in memory while it waits. */
  readonly bytes: number;
  /** Ends when the call has. Never rejects. */
  run(): Promise<void>;
  /** Told where it stands, at first and when that changes. Not told once it runs. */
  moved(place: Place): void;
}

/** `full`: there is no place left; then how many wait, in all or (`own`) of this client. */
export type Joined =
  | { readonly full: false }
  | { readonly full: true; readonly waiting: number; readonly own: boolean };

export interface CallQueue {
  /** Runs it at once or lets it wait. */
  join(call: QueuedCall): Joined;
  /** Takes out a call that has not begun; false: it has, or was never here. */
  leave(call: QueuedCall): boolean;
  /** How long calls of a kind took of late, in seconds; null before the first. */
  averageS(kind: string): number | null;
  waiting(): number;
  running(): number;
}

export interface QueueSettings {
  /** How many calls of a kind run at a time. */
  readonly limitOf: (kind: string) => number;
  /** How many wait, in all and of one client, and what they hold together. */
  readonly most: number;
  readonly mostOfOne: number;
  readonly mostBytes: number;
}

/** How much the newest call counts in the average. */
const NEWEST = 0.2;
/** Of the places of a function one client takes no more than this part, so that others get on. */
const SHARE = 0.75;
/** Those who wait are told no more often that they have moved. */
const TELL_MS = 500;

interface Line {
  readonly kind: string;
  readonly most: number;
  readonly share: number;
  running: number;
  readonly runningOf: Map<string, number>;
  readonly waiting: QueuedCall[];
  readonly told: Map<QueuedCall, number>;
  averageS: number | null;
  telling: boolean;
}

/** One queue for all functions, first come first served among those whose turn it can be. `now` in milliseconds. */
export function createCallQueue({
  limitOf,
  most,
  mostOfOne,
  mostBytes,
  now,
  after,
}: QueueSettings & {
  readonly now: () => number;
  /** Runs work later, and gives back how to call it off. */
  readonly after: (ms: number, work: () => void) => () => void;
}): CallQueue {
  const lines = new Map<string, Line>();
  const waitingOf = new Map<string, number>();
  let size = 0;
  let bytes = 0;
  let running = 0;

  const lineOf = (kind: string): Line => {
    const known = lines.get(kind);
    if (known) return known;
    const limit = limitOf(kind);
    const line: Line = {
      kind,
      most: limit,
      share: Math.max(1, Math.floor(limit * SHARE)),
      running: 0,
      runningOf: new Map(),
      waiting: [],
      told: new Map(),
      averageS: null,
      telling: false,
    };
    lines.set(kind, line);
    return line;
  };
  const mayRun = (line: Line, { client }: QueuedCall): boolean =>
    line.running < line.most && (line.runningOf.get(client) ?? 0) < line.share;
  const tell = (line: Line, call: QueuedCall, rank: number): void => {
    if (line.told.get(call) === rank) return;
    line.told.set(call, rank);
    const rounds = Math.ceil((rank + 1) / line.most);
    call.moved({ rank, size: line.waiting.length, etaS: line.averageS === null ? null : line.averageS * rounds });
  };
  const tellSoon = (line: Line): void => {
    if (line.telling || line.waiting.length === 0) return;
    line.telling = true;
    after(TELL_MS, () => {
      line.telling = false;
      for (const [rank, call] of line.waiting.entries()) tell(line, call, rank);
    });
  };
  const takeOut = (line: Line, at: number): QueuedCall | undefined => {
    const [call] = line.waiting.splice(at, 1);
    if (call === undefined) return undefined;
    line.told.delete(call);
    count(waitingOf, call.client, -1);
    size -= 1;
    bytes -= call.bytes;
    tellSoon(line);
    return call;
  };

  function start(line: Line, call: QueuedCall): void {
    line.running += 1;
    running += 1;
    count(line.runningOf, call.client, 1);
    const began = now();
    void call.run().finally(() => {
      const seconds = (now() - began) / 1_000;
      line.averageS = line.averageS === null ? seconds : line.averageS + (seconds - line.averageS) * NEWEST;
      line.running -= 1;
      running -= 1;
      count(line.runningOf, call.client, -1);
      advance(line);
    });
  }

  function advance(line: Line): void {
    while (line.running < line.most) {
      const at = line.waiting.findIndex((call) => mayRun(line, call));
      const next = at < 0 ? undefined : takeOut(line, at);
      if (next === undefined) return;
      start(line, next);
    }
  }

  return {
    join(call) {
      const line = lineOf(call.kind);
      if (mayRun(line, call)) {
        start(line, call);
        return { full: false };
      }
      const own = waitingOf.get(call.client) ?? 0;
      if (own >= mostOfOne) return { full: true, waiting: own, own: true };
      if (size >= most || bytes + call.bytes > mostBytes) return { full: true, waiting: size, own: false };
      line.waiting.push(call);
      count(waitingOf, call.client, 1);
      size += 1;
      bytes += call.bytes;
      tell(line, call, line.waiting.length - 1);
      return { full: false };
    },
    leave(call) {
      const line = lines.get(call.kind);
      const at = line?.waiting.indexOf(call) ?? -1;
      return line !== undefined && at >= 0 && takeOut(line, at) !== undefined;
    },
    averageS: (kind) => lines.get(kind)?.averageS ?? null,
    waiting: () => size,
    running: () => running,
  };
}

function count(counts: Map<string, number>, key: string, by: number): void {
  const next = (counts.get(key) ?? 0) + by;
  if (next > 0) counts.set(key, next);
  else counts.delete(key);
}
