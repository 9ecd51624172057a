/** The year 2223: no clock counts further. */
const LATEST_US = 8_000_000_000_000_000;
/** Beyond it no id was made here; behind it there is room for more than will ever be made, so that none is too long or twice. */
const MOST_US = 8_500_000_000_000_000;

export interface IncidentIds {
  /** An id that no other has, and that sorts behind all before it. `at`: milliseconds since the epoch. */
  next(at: number, server: string): string;
  /** Ids from now on sort behind this one too. False: nobody made it, and it was not heeded. */
  heard(id: string): boolean;
}

/**
 * Makes ids that sort as texts: sixteen digits of microseconds, and the server. They grow where the clock stands or is set back; where two
 * servers count the same microsecond, their names decide.
 */
export function createIncidentIds(): IncidentIds {
  let last = 0;
  return {
    next(at, server) {
      last = Math.max(last + 1, Math.min(LATEST_US, Math.floor(at * 1_000)));
      return `${String(last).padStart(16, "0")}-${server}`;
    },
    heard(id) {
      const us = Number(id.slice(0, 16));
      if (!(us <= MOST_US)) return false;
      last = Math.max(last, us);
      return true;
    },
  };
}
