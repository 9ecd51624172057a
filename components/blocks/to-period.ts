const DAY_MS = 86_400_000;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** A stretch of time as the address has it: days where it is whole days, else moments. The last day counts whole. */
export function toPeriod(time: number, end: number): { readonly from: string; readonly to: string } {
  return time % DAY_MS === 0 && end % DAY_MS === 0
    ? { from: dayOf(time), to: dayOf(end - 1) }
    : { from: secondOf(time), to: secondOf(end) };
}

/** Days, UTC, of a stretch as the address has it: `from` is the first moment of it, `to` the first one after it. */
export const dayOfStart = (from: string | null): string | null => (from === null ? null : dayOf(Date.parse(from)));
export const dayOfEnd = (to: string | null): string | null =>
  to === null ? null : dayOf(Date.parse(to) - (to.length === 10 ? 0 : 1));

const secondOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
