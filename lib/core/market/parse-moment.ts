const EARLIEST = Date.UTC(1990, 0);
const LATEST = Date.UTC(2100, 0);

const iso =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.](\d{1,9}))?)?)? ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/;
const epoch = /^(\d{9,19})(?:[.]\d*)?$/;

/** Earlier or later than any market of coins: something else was written there. */
const believable = (at: number): number | null => (at >= EARLIEST && at < LATEST ? at : null);

/** Seconds, milliseconds, microseconds or nanoseconds: the size says which. */
function scaled(value: bigint | number): number | null {
  const whole = typeof value === "bigint" ? value : Number.isFinite(value) ? BigInt(Math.floor(value)) : null;
  if (whole === null || whole < 0n) return null;
  if (whole < 100_000_000_000n) return believable(Number(whole) * 1_000);
  if (whole < 100_000_000_000_000n) return believable(Number(whole));
  return believable(Number(whole / (whole < 100_000_000_000_000_000n ? 1_000n : 1_000_000n)));
}

function parseIso(text: string): number | null {
  const parts = iso.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = parts;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const ms = Number(fraction.padEnd(3, "0").slice(0, 3));
  const at = date.getTime() + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000 + ms;
  if (zone === "Z" || zone === "UTC") return believable(at);
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(":", "") || "0")];
  if (hours > 15 || minutes > 59) return null;
  const ahead = (hours * 60 + minutes) * 60_000;
  return believable(zone.startsWith("-") ? at + ahead : at - ahead);
}

/** Text of a cell without what stands around it. */
export const trimCell = (text: string): string => text.replace(/^[ \t\r"]+|[ \t\r"]+$/g, "");

/**
 * A time as candles are dated, in milliseconds since the epoch; null where it is none. Numbers and their texts are seconds, milliseconds,
 * microseconds or nanoseconds; texts are days or times in ISO style, UTC where they name no zone.
 */
export function parseMoment(value: unknown): number | null {
  if (typeof value === "bigint" || typeof value === "number") return scaled(value);
  if (value instanceof Date) return Number.isFinite(value.getTime()) ? believable(value.getTime()) : null;
  if (typeof value !== "string") return null;
  const text = trimCell(value);
  const digits = epoch.exec(text)?.[1];
  return digits === undefined ? parseIso(text) : scaled(BigInt(digits));
}
