// Valid in JSON as they are; but who reads a stream by lines, as Python's clients do, takes each for a line's end.
const LINE_ENDS = /[\u0085\u2028\u2029]/g;

/** JSON that is one line to every reader of lines. */
export const toJsonLine = (value: unknown): string =>
  JSON.stringify(value).replace(
    LINE_ENDS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
