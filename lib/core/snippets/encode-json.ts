// Line separators end a line in some languages, and direction marks make code read other than it runs.
const unsafe = /[\u007f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** JSON that is also safe to look at and to paste as a literal: the same value, with treacherous characters escaped. */
export const encodeJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
