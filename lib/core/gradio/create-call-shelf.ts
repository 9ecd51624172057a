import { toJsonLine } from "../json-line";
import type { CallTeller, Ending } from "./call-teller";
import type { Reader } from "./reader";

/** A call whose caller comes for what it tells by its own address. */
interface ShelvedCall {
  readonly teller: CallTeller;
  /** Gives it to a reader, from what was told last. Whoever read before has read enough. */
  attach(reader: Reader): void;
  detach(reader: Reader): void;
}

export interface CallShelf {
  /** `stop` ends the call before its time. */
  put(eventId: string, stop: () => void): ShelvedCall;
  find(eventId: string): ShelvedCall | undefined;
  take(eventId: string): void;
  size(): number;
  /** Now and then: says that it is there, ends calls that nobody came for, forgets what is old. */
  beat(): void;
  close(ending: Ending): void;
}

/** An answer may be fetched so long after it came. */
const KEPT_MS = 5 * 60_000;
/** A call that goes on while nobody listens. */
const UNHEARD_MS = 60_000;
const GRACE_MS = 2_000;
const MOST_CHARACTERS = 64 * 1024 * 1024;

const event = (name: string, data: unknown): string => `event: ${name}\ndata: ${toJsonLine(data)}\n\n`;
const HEARTBEAT = event("heartbeat", null);

interface Kept extends ShelvedCall {
  hasEnded(): boolean;
  beat(): boolean;
  end(ending: Ending): void;
  /** Its answer is kept no longer; whoever still reads it is left. */
  forget(): void;
}

/**
 * Calls by their id: those that go on, and with them the newest answers, `most` of them all; where an answer is kept, the oldest make
 * room. Each event tells all that is known by then; of those that
 * nobody read, the last is kept.
 */
export function createCallShelf({
  most,
  now,
  after,
}: {
  readonly most: number;
  readonly now: () => number;
  /** Runs work later, and gives back how to call it off. */
  readonly after: (ms: number, work: () => void) => () => void;
}): CallShelf {
  const calls = new Map<string, Kept>();
  let characters = 0;

  function make(id: string, stop: () => void): Kept {
    let latest = "";
    let reader: Reader | null = null;
    let ended = false;
    let heardAt = now();
    let callOff = (): void => {};
    /** What a slow reader has no room for: the newest alone, as each tells all that is known. */
    let unsent: string | null = null;
    const keep = (text: string): void => {
      characters += text.length - latest.length;
      latest = text;
    };
    const leave = (): void => {
      reader = null;
      unsent = null;
      heardAt = now();
    };
    const send = (): void => {
      const to = reader;
      if (to === null) {
        unsent = null;
        return;
      }
      if (unsent !== null && !to.hasRoom()) {
        to.whenRoom(() => {
          if (reader === to) send();
        });
        return;
      }
      if (unsent !== null) to.write(unsent);
      unsent = null;
      if (!ended) return;
      to.end();
      leave();
    };
    const write = (text: string): void => {
      unsent = text;
      send();
    };
    const tell = (text: string): void => {
      keep(text);
      write(text);
      forgetOldest(id);
    };
    const end = (ending: Ending): void => {
      if (ended) return;
      ended = true;
      callOff();
      toEnd(id);
      heardAt = now();
      tell(ending.failure ? event("error", ending.failure) : event("complete", [ending.value]));
    };
    return {
      teller: {
        moved() {},
        starts() {},
        progress() {},
        generating: (value) => void (ended || tell(event("generating", [value]))),
        ended: end,
      },
      attach(next) {
        callOff();
        reader?.end();
        reader = next;
        write(latest === "" ? HEARTBEAT : latest);
      },
      detach(gone) {
        if (reader !== gone) return;
        leave();
        if (!ended) callOff = after(GRACE_MS, stop);
      },
      hasEnded: () => ended,
      beat() {
        if (reader?.isStuck()) {
          reader.drop();
          leave();
          if (!ended) stop();
        } else if (reader !== null) {
          if (unsent === null) write(HEARTBEAT);
        } else if (!ended && now() - heardAt > UNHEARD_MS) stop();
        const isOld = ended && now() - heardAt > KEPT_MS;
        if (isOld) keep("");
        return isOld;
      },
      end(ending) {
        end(ending);
        // A slow one would wait for what nobody sends any more.
        reader?.drop();
        leave();
        keep("");
        stop();
      },
      forget() {
        reader?.drop();
        leave();
        keep("");
      },
    };
  }

  /** The age of an answer counts from when it came. */
  const toEnd = (id: string): void => {
    const call = calls.get(id);
    if (call === undefined) return;
    calls.delete(id);
    calls.set(id, call);
  };
  const forgetOldest = (but: string): void => {
    for (const [id, call] of calls) {
      if (calls.size <= most && characters <= MOST_CHARACTERS) return;
      if (!call.hasEnded() || id === but) continue;
      calls.delete(id);
      call.forget();
    }
  };
  return {
    put(eventId, stop) {
      const call = make(eventId, stop);
      calls.set(eventId, call);
      return call;
    },
    find: (eventId) => calls.get(eventId),
    take(eventId) {
      calls.delete(eventId);
    },
    size: () => calls.size,
    beat() {
      for (const [id, call] of calls) if (call.beat()) calls.delete(id);
    },
    close(ending) {
      for (const call of [...calls.values()]) call.end(ending);
      calls.clear();
    },
  };
}
