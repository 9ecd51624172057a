/** No wait is longer than this, where nothing else is said: a wrong header must not shut a model out for years. */
const LONGEST_WAIT_S = 3_600;

/** `Retry-After` in seconds or as a date, else the `t` of a `RateLimit` whose `r` is 0 (draft-ietf-httpapi-ratelimit-headers); `longestS` at most. */
export function retryAfter(
  header: string | null,
  rateLimit: string | null,
  longestS = LONGEST_WAIT_S,
): number | undefined {
  const seconds = secondsOf(header?.trim() ?? "") ?? resetOf(rateLimit ?? "");
  return seconds === undefined ? undefined : Math.min(Math.max(0, seconds), longestS);
}

function secondsOf(header: string): number | undefined {
  if (/^\d{1,15}$/.test(header)) return Number(header);
  // A date of HTTP names its day and its zone; `Date.parse` alone takes "-5" for a date too.
  const date = /^[A-Z][a-z]+, .+ GMT$/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : (date - Date.now()) / 1000;
}

/** Of several limits, the longest wait among those that are used up. */
function resetOf(rateLimit: string): number | undefined {
  const waits = rateLimit.split(",").flatMap((limit) => {
    const remaining = /;\s*r=(\d{1,15})(?=\s*(?:;|$))/.exec(limit)?.[1];
    const reset = /;\s*t=(\d{1,15})(?=\s*(?:;|$))/.exec(limit)?.[1];
    return remaining !== undefined && Number(remaining) === 0 && reset !== undefined ? [Number(reset)] : [];
  });
  return waits.length === 0 ? undefined : Math.max(...waits);
}
