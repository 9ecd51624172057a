/** Longest text of one verdict, in UTF-16 code units (JavaScript's `length`). */
export const MAX_TEXT_LENGTH = 20_000;

/** A URL carries it, and a server takes about 16 kB of headers: percent-encoding needs up to 9 bytes a character. */
export const MAX_QUICK_LENGTH = 1_500;

/** Most texts of one bulk request. */
export const MAX_BULK_TEXTS = 1_000;

/** Most reasons of one verdict, alone and in bulk: what is left out weighs less than what is named. */
export const MAX_REASONS = 50;
export const MAX_BULK_REASONS = 10;

/** Most texts of one job, and the bytes of the request that brings them. */
export const MAX_JOB_TEXTS = 100_000;
export const MAX_JOB_BYTES = 32 * 1024 * 1024;

/** Most results of a job on one page. */
export const MAX_JOB_PAGE = 1_000;

/** Candles of one answer, unless asked otherwise, and at the most. */
export const DEFAULT_CANDLES = 1_000;
export const MAX_CANDLES = 10_000;

/** Most indicators of one answer. */
export const MAX_INDICATORS = 10;

/** News of one answer, unless asked otherwise, and at the most; and of a file. */
export const DEFAULT_NEWS = 50;
export const MAX_NEWS = 200;

/** Longest search, in UTF-16 code units. */
export const MAX_SEARCH = 200;

/** Most buckets of one answer of the mood of news. */
export const MAX_MOOD_BUCKETS = 2_000;

/** Longest text that can be flagged, in UTF-16 code units: a person reads them. */
export const MAX_FLAG_TEXT = 4_000;

/** Longest comment of a flag, in UTF-16 code units. */
export const MAX_FLAG_COMMENT = 500;

/** Most flags of one page. */
export const MAX_FLAG_PAGE = 500;
