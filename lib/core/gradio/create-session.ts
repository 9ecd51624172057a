import { toJsonLine } from "../json-line";
import { createMailbox, type Waiting } from "./create-mailbox";
import type { Message } from "./messages";
import type { Reader } from "./reader";

/** One client's calls, whose messages all come by one stream. */
export interface Session {
  /** A call of it has been taken on. `stop` ends it before its time. */
  began(eventId: string, stop: () => void): void;
  tell(message: Message): void;
  /** A call of it has ended, with this message. */
  ended(eventId: string, message: Message): void;
  /** A stream was opened: it gets what nobody has read yet. One that was open before ends. */
  attach(reader: Reader): void;
  /** The stream went away. */
  detach(reader: Reader): void;
  /** What the reply to a new call must wait for; null: nothing. See `ACK_MS`. */
  settled(): Promise<void> | null;
  /** Calls that have not ended. */
  pending(): readonly string[];
  /** It has ended: whoever comes now needs another. */
  isOver(): boolean;
  /** Nothing goes on in it, and nobody reads. */
  isIdle(): boolean;
  /** Somebody reads. */
  isRead(): boolean;
  /** So many characters wait to be read. */
  unread(): number;
  /** Text has waited for long, of calls that have all ended, and nobody reads: it is dropped with its session. */
  isForsaken(): boolean;
  /** Now and then: says that it is there, and ends what nobody listens to. */
  beat(): void;
  /** From now on a stream without calls is closed at once. */
  drain(): void;
  /** Ends it: its calls, and its stream with a word. */
  end(message: string, notFound: boolean): void;
}

export interface SessionDeps {
  readonly now: () => number;
  /** Runs work later, and gives back how to call it off. */
  readonly after: (ms: number, work: () => void) => () => void;
  /** Runs work at the end of this turn. */
  readonly soon: (work: () => void) => void;
  readonly waiting: Waiting;
}

/** A stream without calls is closed after this time: a loop of calls keeps its own, a script can end. */
const IDLE_MS = 250;
/** One that was opened with nothing to read is held for longer: its client may be about to call. */
const EMPTY_MS = 5_000;
/**
 * A client that hears of the reply to a new call while the end of its stream is still on its way takes the stream for open, and would
 * wait for ever. It closes its connection when it has read the end: until then, or for so long, replies wait.
 */
const ACK_MS = 2_000;
/** Clients close one stream and open the next while calls are on their way; who stays away longer has left. */
const GRACE_MS = 2_000;
/** Calls that nobody ever came to hear of, and text that nobody reads. */
const UNHEARD_MS = 60_000;
const MOST_CHARACTERS = 16 * 1024 * 1024;

const frame = (message: Message): string => `data: ${toJsonLine(message)}\n\n`;
const CLOSE = frame({ msg: "close_stream", event_id: null });
const HEARTBEAT = frame({ msg: "heartbeat", event_id: null });

const nothing = (): void => {};

/** Calls of one client: what they tell waits until somebody reads, is read in order, and the stream closes when there is no more. */
export function createSession({ now, after, soon, waiting }: SessionDeps): Session {
  const pending = new Map<string, () => void>();
  /** Plans the end of the stream, or of calls that nobody hears of. */
  let callOff: () => void = nothing;
  let closing: { readonly reader: Reader; readonly done: Promise<void>; acknowledge(): void } | null = null;
  let heardAt = now();
  let draining = false;
  let isOver = false;
  const mailbox = createMailbox({
    waiting,
    most: MOST_CHARACTERS,
    soon,
    overflow: () => leave("More waits to be read than is kept; this session has ended."),
  });
  const leave = (why: string): void => {
    const reader = mailbox.reader();
    mailbox.detach();
    end(why, false);
    reader?.drop();
  };

  const stopAll = (): void => {
    const stops = [...pending.values()];
    pending.clear();
    for (const stop of stops) stop();
  };
  const close = (): void => {
    const reader = mailbox.reader();
    if (pending.size > 0 || reader === null) return;
    mailbox.flush();
    // A slow reader is still at what came before.
    if (mailbox.size() > 0 || !reader.hasRoom()) {
      callOff = after(IDLE_MS, close);
      return;
    }
    mailbox.put(CLOSE);
    mailbox.flush();
    if (isOver) return;
    mailbox.detach();
    heardAt = now();
    let settle = nothing;
    const done = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const enough = after(ACK_MS, () => {
      reader.end();
      closing?.acknowledge();
    });
    const acknowledge = (): void => {
      enough();
      closing = null;
      settle();
    };
    closing = { reader, done, acknowledge };
  };
  const closeIn = (ms: number): void => {
    if (mailbox.reader() === null) return;
    callOff();
    if (pending.size === 0) callOff = after(draining ? 0 : ms, close);
  };
  function end(message: string, notFound: boolean): void {
    if (isOver) return;
    isOver = true;
    callOff();
    closing?.reader.end();
    closing?.acknowledge();
    const reader = mailbox.reader();
    if (reader) {
      for (const eventId of pending.keys()) mailbox.put(frame(failed(eventId, message)));
      if (pending.size === 0) mailbox.put(frame(unexpected(message, notFound)));
      mailbox.put(CLOSE);
      mailbox.flush();
      mailbox.detach();
      // A line that lacks something must not end as if it were whole.
      if (mailbox.size() > 0) reader.drop();
      else reader.end();
    }
    stopAll();
    mailbox.clear();
  }
  return {
    began(eventId, stop) {
      if (isOver) return stop();
      callOff();
      if (pending.size === 0 && mailbox.reader() === null) heardAt = now();
      pending.set(eventId, stop);
    },
    tell(message) {
      if (!isOver) mailbox.put(frame(message));
    },
    ended(eventId, message) {
      if (isOver) return;
      pending.delete(eventId);
      mailbox.put(frame(message));
      closeIn(IDLE_MS);
    },
    attach(next) {
      closing?.reader.end();
      closing?.acknowledge();
      callOff();
      const isEmpty = mailbox.size() === 0;
      const before = mailbox.attach(next);
      before?.write(CLOSE);
      before?.end();
      // Without a word even the head of the answer would wait.
      if (isEmpty) mailbox.put(HEARTBEAT);
      closeIn(isEmpty ? EMPTY_MS : IDLE_MS);
    },
    detach(gone) {
      if (closing?.reader === gone) return closing.acknowledge();
      if (mailbox.reader() !== gone) return;
      callOff();
      mailbox.detach();
      heardAt = now();
      if (pending.size > 0) callOff = after(GRACE_MS, stopAll);
    },
    settled: () => closing?.done ?? null,
    pending: () => [...pending.keys()],
    isOver: () => isOver,
    isIdle: () => pending.size === 0 && mailbox.reader() === null,
    isRead: () => mailbox.reader() !== null,
    unread: () => mailbox.size(),
    isForsaken: () =>
      pending.size === 0 && mailbox.reader() === null && mailbox.size() > 0 && now() - heardAt > UNHEARD_MS,
    beat() {
      const reader = mailbox.reader();
      if (reader?.isStuck()) leave("Nothing was read for long; this session has ended.");
      else if (reader !== null) {
        if (mailbox.size() === 0) mailbox.put(HEARTBEAT);
      } else if (pending.size > 0 && now() - heardAt > UNHEARD_MS) stopAll();
    },
    drain() {
      draining = true;
      closeIn(0);
    },
    end,
  };
}

function failed(eventId: string, error: string): Message {
  const output = { error, title: "Not available now", duration: 10, visible: true, code: "unavailable" } as const;
  return { msg: "process_completed", event_id: eventId, success: false, output, title: null, code: "unavailable" };
}

/** The whole session is at its end, in a word that the clients understand. */
export function unexpected(message: string, notFound: boolean): Message {
  return { msg: "unexpected_error", event_id: null, message, session_not_found: notFound, success: false };
}
