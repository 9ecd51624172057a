/** Who shall read: the best that answers, several models at once, or the key of one. */
export const BEST = "best";
export const ALL = "all";

/** An engine of an address or a store; what cannot be one is the default. The server knows which keys there are. */
export const toEngine = (value: unknown): string =>
  typeof value === "string" && /^[a-z0-9][a-z0-9_.-]{0,99}$/u.test(value) ? value : BEST;
