import type { Reader } from "./reader";

/** How much text waits for readers in all mailboxes together. */
export interface Waiting {
  characters: number;
  /** Told wherever text was put: may end sessions, also the one that put it. */
  grew(): void;
}

/** Text that waits for whoever reads it, in order. */
export interface Mailbox {
  put(text: string): void;
  /** Gives it to a reader from now on. Whoever read before is given back. */
  attach(reader: Reader): Reader | null;
  /** Nobody reads any more. */
  detach(): void;
  reader(): Reader | null;
  /** Hands over what waits now, rather than in a moment. */
  flush(): void;
  /** Throws away what nobody has read. */
  clear(): void;
  size(): number;
}

/** More than this goes out in several pieces, so that a slow reader is given no more than it takes. */
const PIECE_CHARACTERS = 256 * 1024;

/**
 * What is put in one turn goes out in one piece, if it is small; what a slow reader has no room for waits here. `overflow` is told where
 * more waits than `most` characters: then somebody must end this.
 */
export function createMailbox({
  waiting,
  most,
  soon,
  overflow,
}: {
  readonly waiting: Waiting;
  readonly most: number;
  /** Runs work at the end of this turn. */
  readonly soon: (work: () => void) => void;
  readonly overflow: () => void;
}): Mailbox {
  let texts: string[] = [];
  let size = 0;
  let reader: Reader | null = null;
  let planned = false;
  let handing = false;

  const clear = (): void => {
    waiting.characters -= size;
    size = 0;
    texts = [];
  };
  const flush = (): void => {
    const to = reader;
    if (to === null || texts.length === 0 || handing) return;
    handing = true;
    let at = 0;
    while (at < texts.length && to.hasRoom()) {
      const from = at;
      let taken = 0;
      for (; at < texts.length && taken < PIECE_CHARACTERS; at += 1) taken += texts[at]?.length ?? 0;
      size -= taken;
      waiting.characters -= taken;
      to.write(texts.slice(from, at).join(""));
    }
    handing = false;
    texts = texts.slice(at);
    if (texts.length === 0) return;
    to.whenRoom(() => {
      if (reader === to) flush();
    });
  };
  const plan = (): void => {
    if (planned || reader === null) return;
    planned = true;
    soon(() => {
      planned = false;
      flush();
    });
  };
  return {
    put(text) {
      texts.push(text);
      size += text.length;
      waiting.characters += text.length;
      if (size > most) flush();
      if (size > most) overflow();
      else {
        plan();
        waiting.grew();
      }
    },
    attach(next) {
      const before = reader;
      reader = next;
      plan();
      return before;
    },
    detach() {
      reader = null;
    },
    reader: () => reader,
    flush,
    clear,
    size: () => size,
  };
}
