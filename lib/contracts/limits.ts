/** Longest text of one verdict, in UTF-16 code units (JavaScript's `length`). */
export const MAX_TEXT_LENGTH = 20_000;

/** A URL carries it, and a server takes about 16 kB of headers: percent-encoding needs up to 9 bytes a character. */
export const MAX_QUICK_LENGTH = 1_500;

/** Most texts of one bulk request. */
export const MAX_BULK_TEXTS = 1_000;

/** Most reasons of one verdict, alone and in bulk: what is left out weighs less than what is named. */
export const MAX_REASONS = 50;
export const MAX_BULK_REASONS = 10;
