/** Jobs that wait or run. More would wait for hours. */
export const MOST_OPEN = 32;
/** Jobs that are kept, ended ones too. */
export const MOST_KEPT = 1_000;

/** How long a client is asked to wait where there is no room. */
export const FULL_RETRY_S = 60;
