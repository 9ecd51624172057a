import type { Frame, Overview } from "../contracts/functions/overview";
import { mergeFrame } from "../core/live/merge-frame";
import { isWhole, readFrame } from "../core/live/read-frame";

/** How the page hears of what changes. */
export type Link =
  /** Nothing was heard since this connection began. */
  | { readonly kind: "opening" }
  | { readonly kind: "live" }
  /** Events cannot be had: the plain answer is asked again and again. */
  | { readonly kind: "asking" }
  /** The server cannot be reached; it is tried again at this moment of the local clock. */
  | { readonly kind: "waiting"; readonly until: number }
  | { readonly kind: "hidden" };

export interface Watched {
  readonly overview: Overview | null;
  /** When each part came, by the local clock: what a server says of seconds that are left counts from there. */
  readonly heard: Readonly<Partial<Record<keyof Overview, number>>>;
  readonly link: Link;
}

/** A connection that brings events. After `lost` or `ended` it is closed. */
export interface EventsOf {
  readonly frame: (data: unknown) => void;
  /** The server has ended it in good order. */
  readonly ended: () => void;
  readonly lost: () => void;
}

export interface WatchDeps {
  /** Null where this browser has no events. Returns a way to close. */
  readonly open: ((events: EventsOf) => () => void) | null;
  /** The plain answer; null where it cannot be had. */
  readonly ask: (signal: AbortSignal) => Promise<unknown>;
  readonly isHidden: () => boolean;
  /** Told when the page is seen or hidden, and when the device is connected again. Returns a way to stop. */
  readonly onChange: (listener: (what: "visibility" | "online") => void) => () => void;
  readonly now: () => number;
  readonly after: (ms: number, work: () => void) => () => void;
  /** From 0 to 1, as Math.random. */
  readonly random: () => number;
  readonly tell: (state: Watched) => void;
}

/** The server tells figures every two seconds: such a silence is a connection that nobody holds, or a proxy that gathers. */
const SILENT_MS = 12_000;
const ASK_EVERY_MS = 10_000;
/** So many plain answers are asked for between two tries to have events; one alone at first, as the server may just have started. */
const ASKS_PER_TRY = 6;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** After so many connections that did not live long, events are no way here for now. */
const MOST_SHORT = 3;

/**
 * Watches the overview by one stream of events, which closes while the page is hidden. Where events cannot be had it asks; where the
 * server cannot be reached it waits, longer each time and never as long as others do. What was heard stays. Returns a way to end.
 */
export function watchOverview(first: Watched, deps: WatchDeps): () => void {
  let state = first;
  let failures = 0;
  /** Connections since the last that lived long. */
  let short = 0;
  /** Whether plain answers were turned to since the last connection that lived long. */
  let hasAsked = false;
  let asksLeft = 0;
  let isOver = false;
  /** Ends what is under way: a connection, a question, a timer. */
  const under = new Set<() => void>();

  const forget = (): void => {
    failures = 0;
    short = 0;
    hasAsked = false;
  };
  const stopAll = (): void => {
    for (const stop of [...under]) stop();
    under.clear();
  };
  const tell = (more: Partial<Watched>): void => {
    state = { ...state, ...more };
    if (!isOver) deps.tell(state);
  };
  const later = (ms: number, work: () => void): (() => void) => {
    const cancel = deps.after(ms, () => {
      under.delete(cancel);
      work();
    });
    under.add(cancel);
    return () => {
      under.delete(cancel);
      cancel();
    };
  };

  /** False where it does not fit: then nothing has changed. */
  const take = (frame: Frame | null, link: Link): boolean => {
    if (frame === null) return false;
    const whole = isWhole(frame);
    if (!whole && state.overview === null) return false;
    const at = deps.now();
    const came = Object.fromEntries(Object.keys(frame).map((name) => [name, at]));
    const overview = whole || state.overview === null ? (frame as Overview) : mergeFrame(state.overview, frame);
    tell({ overview, heard: { ...state.heard, ...came }, link });
    return true;
  };

  /** Longer with each failure, and never as long as others wait. */
  const pause = (): number => {
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10));
    return Math.round(longest * (0.5 + deps.random() / 2));
  };

  const wait = (): void => {
    const ms = pause();
    failures += 1;
    tell({ link: { kind: "waiting", until: deps.now() + ms } });
    later(ms, begin);
  };

  /** After an end in good order. */
  const reopen = (): void => {
    tell({ link: { kind: "opening" } });
    later(pause(), begin);
  };

  const ask = (): void => {
    const giveUp = new AbortController();
    const stop = (): void => giveUp.abort();
    under.add(stop);
    void deps.ask(giveUp.signal).then((answer) => {
      under.delete(stop);
      if (giveUp.signal.aborted || isOver) return;
      if (!take(readFrame(answer), { kind: "asking" })) {
        wait();
        return;
      }
      failures = 0;
      asksLeft -= 1;
      later(ASK_EVERY_MS, asksLeft > 0 ? ask : begin);
    });
  };

  const turnToAsking = (): void => {
    asksLeft = hasAsked ? ASKS_PER_TRY : 1;
    hasAsked = true;
    ask();
  };

  const begin = (): void => {
    stopAll();
    if (isOver) return;
    if (deps.isHidden()) {
      tell({ link: { kind: "hidden" } });
      return;
    }
    if (state.link.kind === "hidden") tell({ link: { kind: "opening" } });
    if (deps.open === null) {
      turnToAsking();
      return;
    }
    const began = deps.now();
    let heard = false;
    let isLong = false;
    let close = (): void => {};
    const end = (next: () => void): void => {
      close();
      under.delete(close);
      stopSilence();
      if (isOver) return;
      if (!isLong) short += 1;
      // One that never brought anything, or never does for long, is no way.
      if (!heard || short >= MOST_SHORT) turnToAsking();
      else next();
    };
    const lost = (): void => end(wait);
    let stopSilence = later(SILENT_MS, lost);
    close = deps.open({
      frame(data) {
        const frame = readFrame(data);
        if (frame === null || (!heard && !isWhole(frame))) return;
        if (!take(frame, { kind: "live" })) return;
        heard = true;
        if (deps.now() - began >= SILENT_MS) {
          isLong = true;
          forget();
        }
        stopSilence();
        stopSilence = later(SILENT_MS, lost);
      },
      ended: () => end(reopen),
      lost,
    });
    under.add(close);
  };

  const stopListening = deps.onChange((what) => {
    if (what === "visibility") {
      if (!deps.isHidden() && state.link.kind !== "hidden") return;
      forget();
      begin();
      return;
    }
    if (state.link.kind !== "waiting") return;
    forget();
    begin();
  });
  // Whoever asked hears of it after it has begun, as of all that follows.
  later(0, begin);
  return () => {
    isOver = true;
    stopListening();
    stopAll();
  };
}
