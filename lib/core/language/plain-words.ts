/** A text says in its beginning what language it is in: so many characters are looked at. */
export const LOOKED_AT = 2_000;

// Each takes a run of characters that may not hold its own beginning, so none is searched twice.
const links = /\b(?:https?:\/\/|www\.)\S+/giu;
const tags = /@[\p{L}\p{N}_.-]+|[$#][\p{L}\p{N}_]+/gu;
const codes = /[\p{L}\p{N}]+/gu;
const number = /\p{N}/u;
const others = /[^\p{L}\p{M}\s'’-]+/gu;

/**
 * The words of the beginning of a text, without what is of no language: links, addresses, cashtags, hashtags, handles, numbers and emoji.
 * Letters of a fancy alphabet become plain. Linear: no pattern looks back.
 */
export const plainWords = (text: string): string =>
  text
    .slice(0, LOOKED_AT)
    .normalize("NFKC")
    .replace(links, " ")
    .replace(tags, " ")
    .replace(codes, (word) => (number.test(word) ? " " : word))
    .replace(others, " ")
    .replace(/\s+/gu, " ")
    .trim();
