/** What a token is. Words and emoji may be entries; numbers make moves; stops and breaks end the reach of a modifier. */
export const kinds = {
  word: 0,
  number: 1,
  percent: 2,
  money: 3,
  multiple: 4,
  cashtag: 5,
  mention: 6,
  stop: 7,
  pause: 8,
} as const;

/** Signs that are no token of their own, as bits on a token: "#" before it, "/s" after it. */
export const marks = { hashtag: 1, sarcasm: 2 } as const;

/** The tokens of a text, as parallel arrays: one slot a token. */
export interface Tokens {
  readonly size: number;
  readonly kind: Uint8Array;
  /** Folded offsets. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Id in the lexicon's vocabulary, -1 when unknown. */
  readonly word: Int32Array;
  /** Value of a number; for a stop, the character that ended the sentence. */
  readonly value: Float64Array;
  /** +1 or -1 when a number carries a sign, else 0. */
  readonly sign: Int8Array;
  /** Set of `marks`. */
  readonly mark: Uint8Array;
}

export interface TokenBuffer extends Tokens {
  size: number;
  kind: Uint8Array;
  from: Int32Array;
  to: Int32Array;
  word: Int32Array;
  value: Float64Array;
  sign: Int8Array;
  mark: Uint8Array;
  /** Marks of the token to come. */
  markNext: number;
}

const grown = <T extends Uint8Array | Int8Array | Int32Array | Float64Array>(old: T, larger: T): T => {
  larger.set(old);
  return larger;
};

/** An empty buffer with room for `room` tokens; it grows by itself. */
export function createTokenBuffer(room = 64): TokenBuffer {
  return {
    size: 0,
    kind: new Uint8Array(room),
    from: new Int32Array(room),
    to: new Int32Array(room),
    word: new Int32Array(room),
    value: new Float64Array(room),
    sign: new Int8Array(room),
    mark: new Uint8Array(room),
    markNext: 0,
  };
}

/** Adds a token and returns its index. */
export function pushToken(
  buffer: TokenBuffer,
  kind: number,
  from: number,
  to: number,
  word = -1,
  value = 0,
  sign = 0,
): number {
  const at = buffer.size++;
  if (at >= buffer.kind.length) {
    const room = buffer.kind.length * 2;
    buffer.kind = grown(buffer.kind, new Uint8Array(room));
    buffer.from = grown(buffer.from, new Int32Array(room));
    buffer.to = grown(buffer.to, new Int32Array(room));
    buffer.word = grown(buffer.word, new Int32Array(room));
    buffer.value = grown(buffer.value, new Float64Array(room));
    buffer.sign = grown(buffer.sign, new Int8Array(room));
    buffer.mark = grown(buffer.mark, new Uint8Array(room));
  }
  buffer.kind[at] = kind;
  buffer.from[at] = from;
  buffer.to[at] = to;
  buffer.word[at] = word;
  buffer.value[at] = value;
  buffer.sign[at] = sign;
  buffer.mark[at] = buffer.markNext;
  buffer.markNext = 0;
  return at;
}
