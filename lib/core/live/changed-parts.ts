/** Fields that pass with time alone. */
const passing: ReadonlySet<string> = new Set(["checked_at", "age_s", "uptime_s"]);
/** What grows with each request, and is told with the figures. */
const COUNTS = "calls";
/** Seconds that are left: as long as they point to the same moment, nothing is new. */
const countdown = "retry_after_s";
const SAME_MOMENT_S = 2;

/** Whether two looks at the same thing differ in more than the time that has passed between them, in seconds; or in counts, unless those may wait. */
export function differs(before: unknown, now: unknown, passedS: number, countsWait = false): boolean {
  if (before === now) return false;
  if (typeof before !== "object" || typeof now !== "object" || before === null || now === null) return true;
  const [old, fresh] = [Object.entries(before), Object.entries(now)];
  if (old.length !== fresh.length) return true;
  const known = new Map(old);
  return fresh.some(([name, value]) => {
    if (passing.has(name) || (countsWait && name === COUNTS)) return false;
    const last = known.get(name);
    if (name === countdown && typeof last === "number" && typeof value === "number") {
      return Math.abs(Math.max(0, last - passedS) - value) > SAME_MOMENT_S;
    }
    return differs(last, value, passedS, countsWait);
  });
}
